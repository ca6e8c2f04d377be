// Dropout that the sampling and the learning network share. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startWasm } from '../../model/backend.ts';
import { pack } from '../../training/batches.ts';
import { WASM_PATH } from '../../training/files.ts';
import { maskPictures, maskWords, spread, toDropout } from '../../training/masks.ts';
import { seededRandom } from '../../training/random.ts';

beforeAll(() => startWasm(WASM_PATH));

const batch = pack([
  { slot: 0, captions: [[4, 5], [6]] },
  { slot: 1, captions: [[7]] },
]);
const HIDDEN = 32;
const masked = { hidden: HIDDEN, attends: true };
const row = (mask: Float32Array, i: number) => mask.slice(i * HIDDEN, (i + 1) * HIDDEN);

test('every word of a picture is masked alike when sampling and when learning', () => {
  const masks = maskPictures(masked, 2, 0.5, seededRandom(1));
  const { embedding } = spread(masks, batch);
  expect(embedding.length).toBe(batch.inputs.length * HIDDEN);
  // time-major: two rows of picture 0 and one of picture 1 at each of the first two steps, then one of picture 0
  [0, 0, 1, 0, 0, 1, 0].forEach((picture, i) => {
    expect(row(embedding, i)).toEqual(row(masks.embedding, picture));
  });
  const sampled = toDropout(masks)
    .embedding(tf.ones([3, HIDDEN]), [2, 1])
    .dataSync<'float32'>();
  expect(sampled).toEqual(embedding.slice(0, 3 * HIDDEN));
  expect(row(masks.embedding, 0)).not.toEqual(row(masks.embedding, 1));
});

test('for captions every word has a mask of its own, and the mean stays', () => {
  const { embedding, output } = maskWords(masked, batch, 0.4, seededRandom(1));
  expect(embedding.length).toBe(batch.inputs.length * HIDDEN);
  expect(row(embedding, 0)).not.toEqual(row(embedding, 1));
  expect(embedding).not.toEqual(output);
  expect(embedding.reduce((a, b) => a + b) / embedding.length).toBeCloseTo(1, 1);
});
