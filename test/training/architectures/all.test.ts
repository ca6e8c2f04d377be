// What every architecture must be able to do: train and decode to the same numbers, search, sample. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { beamSearch } from '../../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../../model/encoder.ts';
import { readSafetensors } from '../../../model/safetensors.ts';
import { START } from '../../../model/vocabulary.ts';
import { ARCHITECTURES, architectureNamed } from '../../../training/architectures/all.ts';
import { shapesOf } from '../../../training/architectures/architecture.ts';
import { architectureOf, createDecoder } from '../../../training/architectures/decoder.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { BACKBONE, readBuffer } from '../../../training/files.ts';
import { pack } from '../../../training/learning/batches.ts';
import { learn } from '../../../training/learning/learner.ts';
import { maskWords } from '../../../training/learning/masks.ts';
import { initialise, layoutOf, toArrays } from '../../../training/learning/parameters.ts';
import { sampleSentences } from '../../../training/learning/self-critical.ts';
import { seededRandom } from '../../../training/random.ts';

const SIZES = { words: 20, features: 12, hidden: 8 };
const CAPTION = [7, 5, 12, 7];

beforeAll(() => startFastWasm());

describe.each(ARCHITECTURES.map((architecture) => [architecture.name, architecture] as const))(
  '%s',
  (_, architecture) => {
    const layout = layoutOf(shapesOf(architecture, SIZES));
    const parameters = new Float32Array(layout.length);
    initialise(parameters, layout, architecture.lstms, 1);
    const gridOf = (...seeds: number[]) => {
      const values = seeds.flatMap((seed) => {
        const random = seededRandom(seed);
        return Array.from({ length: REGIONS * SIZES.features }, () => Math.max(0, random() * 4 - 2));
      });
      return tf.tensor2d(values, [seeds.length * REGIONS, SIZES.features]);
    };

    /** Σ −log p of a caption, word by word. */
    function decoded(picture: number, caption: number[]): number {
      const decoder = createDecoder(architecture, toArrays(parameters, layout));
      const grid = gridOf(picture);
      const seen = decoder.look(grid);
      let sum = 0;
      for (const [i, target] of [...caption, 2].entries()) {
        const { scores } = seen.read([0], [i === 0 ? START : caption[i - 1]], [1]);
        sum -= Math.log(Math.exp(scores[target]) / scores.reduce((total, score) => total + Math.exp(score), 0));
      }
      grid.dispose();
      seen.forget();
      decoder.dispose();
      return sum;
    }

    test('gives a caption the same probability when it learns and when it decodes', async () => {
      const before = tf.memory().numTensors;
      const other = [9, 6];
      const batch = pack([
        { slot: 0, captions: [other, CAPTION] },
        { slot: 1, captions: [CAPTION] },
      ]);
      const masks = maskWords({ ...SIZES, attends: architecture.attends }, batch, 0, seededRandom(9));
      const learner = { architecture, settings: { labelSmoothing: 0, temperature: 1 }, layout, parameters, masks };
      const grid = gridOf(1, 2);
      const learned = await learn(learner, batch, grid, 1, new Float32Array(layout.length));
      grid.dispose();
      expect(learned).toBeCloseTo(decoded(1, other) + decoded(1, CAPTION) + decoded(2, CAPTION), 3);
      expect(decoded(1, CAPTION)).not.toBeCloseTo(decoded(2, CAPTION), 4); // the picture matters
      expect(tf.memory().numTensors).toBe(before);
    });

    test('searches and samples sentences for several pictures at once', () => {
      const before = tf.memory().numTensors;
      const decoder = createDecoder(architecture, toArrays(parameters, layout));
      const grid = gridOf(1, 2, 3);
      const seen = decoder.look(grid);
      const together = beamSearch(seen, 3, 6);
      seen.forget();
      const again = decoder.look(grid);
      const sampled = sampleSentences(again, 4, { maximumWords: 6, temperature: 1 }, seededRandom(1));
      again.forget();
      const second = gridOf(2);
      const alone = decoder.look(second);
      const [best] = beamSearch(alone, 3, 6);
      alone.forget();
      tf.dispose([grid, second]);
      decoder.dispose();
      for (const own of together) expect(own.length).toBeGreaterThanOrEqual(3);
      expect(together[1][0].words).toEqual(best[0].words);
      expect(together[1][0].total).toBeCloseTo(best[0].total, 3);
      expect(sampled.map((own) => own.length)).toEqual([4, 4, 4]);
      expect(tf.memory().numTensors).toBe(before);
    });

    test('has at most a quarter more parameters than the shipped one', () => {
      const count = (one: typeof architecture) => {
        const sizes = { words: 2539, features: FEATURES, hidden: one.hidden };
        return layoutOf(shapesOf(one, sizes)).length;
      };
      expect(count(architecture) / count(ARCHITECTURES[0])).toBeLessThan(1.25);
    });
  },
);

test('weights name their architecture; those that name none are of the first', () => {
  expect(architectureNamed('adaptive').name).toBe('adaptive');
  expect(() => architectureNamed('nothing')).toThrow('choose one of attend, merge, init');
  expect(architectureOf({ architecture: 'merge' }, ARCHITECTURES).name).toBe('merge');
  expect(architectureOf({}, ARCHITECTURES).name).toBe('attend');
  expect(() => architectureOf({ architecture: 'merge' }, ARCHITECTURES.slice(0, 1))).toThrow(
    'these weights are for the architecture "merge", and only "attend" can be used here',
  );
});

test('no array is called as one of the encoder’s', () => {
  const encoder = readSafetensors(readBuffer(BACKBONE));
  const names = ARCHITECTURES.flatMap((architecture) => Object.keys(shapesOf(architecture, SIZES)));
  expect(names.filter((name) => encoder.has(name))).toEqual([]);
});

test('weights that lack an array are refused by its name', () => {
  const [architecture] = ARCHITECTURES;
  const layout = layoutOf(shapesOf(architecture, SIZES));
  const arrays = toArrays(new Float32Array(layout.length), layout);
  arrays.delete('embedding/kernel');
  expect(() => createDecoder(architecture, arrays)).toThrow('the weights of "attend" lack embedding/kernel');
});
