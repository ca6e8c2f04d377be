// The decoder's equations on random weights. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../../model/encoder.ts';
import { START } from '../../../model/vocabulary.ts';
import { shapesOf } from '../../../training/architectures/architecture.ts';
import { ATTEND } from '../../../training/architectures/attend.ts';
import { createDecoder, type TfjsDecoder } from '../../../training/architectures/decoder.ts';
import { initialise, layoutOf, toArrays } from '../../../training/learning/parameters.ts';
import { seededRandom } from '../../../training/random.ts';
import { startWasm } from '../../../training/start-wasm.ts';

const WORDS = 30;
let decoder: TfjsDecoder;

beforeAll(async () => {
  await startWasm();
  const layout = layoutOf(shapesOf(ATTEND, { words: WORDS, features: FEATURES, hidden: ATTEND.hidden }));
  const parameters = new Float32Array(layout.length);
  initialise(parameters, layout, ATTEND.lstms, 1);
  decoder = createDecoder(ATTEND, toArrays(parameters, layout));
});
afterAll(() => decoder.dispose());

/** Features of as many pictures as there are seeds. */
function gridOf(...seeds: number[]): tf.Tensor2D {
  const values = seeds.flatMap((seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: REGIONS * FEATURES }, () => Math.max(0, random() - 0.5));
  });
  return tf.tensor2d(Float32Array.from(values), [seeds.length * REGIONS, FEATURES]);
}

/** Scores and attention after <start> and two words. */
function readThree(seeds: number[]) {
  const grid = gridOf(...seeds);
  const seen = decoder.look(grid);
  const rows = seeds.map((_, p) => p);
  const counts = seeds.map(() => 1);
  const [first, , third] = [START, 9, 5].map((word) =>
    seen.read(
      rows,
      rows.map(() => word),
      counts,
    ),
  );
  grid.dispose();
  seen.forget();
  return { first: first.scores, third: third.scores, attention: third.attention ?? new Float32Array() };
}

test('one score per word, attention that adds up to one, and no tensor left', () => {
  const before = tf.memory().numTensors;
  const { third, attention } = readThree([1]);
  expect(third).toHaveLength(WORDS);
  expect(attention).toHaveLength(REGIONS);
  expect(attention.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  expect(tf.memory().numTensors).toBe(before);
});

test('a picture gives the same scores alone and in a batch', () => {
  const [alone, other] = [readThree([1]), readThree([2])];
  const together = readThree([1, 2]);
  for (let word = 0; word < WORDS; word++) {
    expect(together.third[word]).toBeCloseTo(alone.third[word], 4);
    expect(together.third[WORDS + word]).toBeCloseTo(other.third[word], 4);
  }
  expect(alone.third[7]).not.toBeCloseTo(other.third[7], 4); // the picture matters
  expect(alone.first[7]).not.toBeCloseTo(alone.third[7], 4); // and so do the words before
});
