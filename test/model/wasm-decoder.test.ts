// The shipped decoder by Inkling's own kernels, against its equations in tfjs: in every build, with and without products of
// bytes. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beamSearch, type Seen } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { type Build, startEngine } from '../../model/engine.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import { START } from '../../model/vocabulary.ts';
import { createWasmDecoder } from '../../model/wasm-decoder.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { shapesOf } from '../../training/architectures/architecture.ts';
import { ATTEND } from '../../training/architectures/attend.ts';
import { createDecoder, type TfjsDecoder } from '../../training/architectures/decoder.ts';
import { startFastWasm } from '../../training/fast-tfjs/start.ts';
import { initialise, layoutOf, toArrays } from '../../training/learning/parameters.ts';
import { seededRandom } from '../../training/random.ts';
import { compress } from '../../training/rounding/compress.ts';

/** No multiple of eight, so that the last panel is not full. */
const SIZES = { words: 45, features: FEATURES, hidden: 64 };
let arrays: NamedArrays;
let theirs: TfjsDecoder;

beforeAll(async () => {
  await startFastWasm();
  const layout = layoutOf(shapesOf(ATTEND, SIZES));
  const parameters = new Float32Array(layout.length);
  initialise(parameters, layout, ATTEND.lstms, 1);
  const random = seededRandom(2); // biases that are not zero, and words of very different weight
  arrays = compress(
    toArrays(
      parameters.map((value) => 3 * value + 0.2 * (random() - 0.5)),
      layout,
    ),
    10,
  );
  theirs = createDecoder(ATTEND, arrays);
});
afterAll(() => theirs.dispose());

function features(seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: REGIONS * FEATURES }, () => Math.max(0, random() - 0.7));
}

/** Scores after three words, of three sentences that part ways. */
function readThree(seen: Seen): Float32Array {
  seen.read([0], [START], [1]);
  seen.read([0, 0, 0], [9, 5, 44], [3]);
  const { scores } = seen.read([2, 0, 2], [7, 8, 6], [3]);
  seen.forget();
  return scores;
}

function expected(seed: number): Float32Array {
  const grid = tf.tensor2d(features(seed), [REGIONS, FEATURES]);
  const scores = readThree(theirs.look(grid));
  grid.dispose();
  return scores;
}

const start = async (build: Build, bytes: boolean) =>
  createWasmDecoder(await startEngine(async () => buildKernels(build, 'model'), bytes), arrays);

describe.each([
  ['simd', false],
  ['relaxed-simd', false],
  ['simd', true], // Node 20 has not got relaxed SIMD's instruction right; browsers are tested with the whole extension
] as const)('the build with %s, products of bytes: %s', (build, bytes) => {
  test('gives every word the score that tfjs gives it', async () => {
    const decoder = await start(build, bytes);
    for (const seed of [1, 2]) {
      const scores = readThree(decoder.look(features(seed)));
      const wanted = expected(seed);
      expect(scores).toHaveLength(3 * SIZES.words);
      const spread = Math.max(...wanted) - Math.min(...wanted);
      scores.forEach((score, i) => {
        expect(Math.abs(score - wanted[i])).toBeLessThan((bytes ? 2e-3 : 1e-4) * spread);
      });
    }
  });

  test('finds the same sentences', async () => {
    const decoder = await start(build, bytes);
    const grid = tf.tensor2d(features(3), [REGIONS, FEATURES]);
    const [wanted] = beamSearch(theirs.look(grid), 5, 8);
    const [found] = beamSearch(decoder.look(features(3)), 5, 8);
    expect(found[0].words).toEqual(wanted[0].words);
    expect(found[0].total).toBeCloseTo(wanted[0].total, 2);
    grid.dispose();
  });
});

test('more sentences at once than it has room for are an error', async () => {
  const seen = (await start('simd', false)).look(features(1));
  const nine = Array.from({ length: 9 }, () => 0);
  expect(() => seen.read(nine, nine, [9])).toThrow(/at most 8/);
});

test('weights that are not rounded are rounded finely', async () => {
  const values = new Map([...arrays].map(([name, array]) => [name, { shape: array.shape, values: array.values }]));
  const decoder = createWasmDecoder(await startEngine(async () => buildKernels('simd', 'model'), false), values);
  const wanted = expected(1);
  const scores = readThree(decoder.look(features(1)));
  const spread = Math.max(...wanted) - Math.min(...wanted);
  scores.forEach((score, i) => {
    expect(Math.abs(score - wanted[i])).toBeLessThan(0.1 * spread);
  });
});
