// The whole backward pass against finite differences. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startWasm } from '../../model/backend.ts';
import { decoderShapes, HIDDEN } from '../../model/decoder.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { pack } from '../../training/batches.ts';
import { WASM_PATH } from '../../training/files.ts';
import { learn } from '../../training/learner.ts';
import { maskWords } from '../../training/masks.ts';
import { initialise, layoutOf, partOf } from '../../training/parameters.ts';
import { seededRandom } from '../../training/random.ts';

const WORDS = 40;
const layout = layoutOf(decoderShapes(WORDS));
const random = seededRandom(5);
const caption = (length: number) => Array.from({ length }, () => 4 + Math.floor(random() * (WORDS - 4)));
const batch = pack([
  { slot: 0, captions: [caption(5), caption(3), caption(1)] },
  { slot: 1, captions: [caption(4), caption(2), caption(7)] },
]);
const parameters = new Float32Array(layout.length);
initialise(parameters, layout, HIDDEN, 1);

beforeAll(() => startWasm(WASM_PATH));

/** Mean −log p of a word, without smoothing so that it is the loss itself; dropout with the same masks every time. */
async function loss(values: Float32Array, gradient: Float32Array): Promise<number> {
  const masks = maskWords(batch, 0.4, seededRandom(9));
  const grid = tf.tensor2d(seededValues(2 * REGIONS * FEATURES), [2 * REGIONS, FEATURES]);
  const sum = await learn(
    { settings: { labelSmoothing: 0 }, layout, parameters: values, masks },
    batch,
    grid,
    batch.targets.length,
    gradient,
  );
  grid.dispose();
  return sum / batch.targets.length;
}

function seededValues(length: number): Float32Array {
  const uniform = seededRandom(6);
  return Float32Array.from({ length }, () => Math.max(0, uniform() * 2 - 1));
}

test('the gradient of every parameter array agrees with finite differences', { timeout: 180_000 }, async () => {
  const gradient = new Float32Array(layout.length);
  const before = tf.memory().numTensors;
  expect(await loss(parameters, gradient)).toBeGreaterThan(3); // about log 40 before learning
  expect(tf.memory().numTensors).toBe(before);
  for (const name of layout.parts.keys()) {
    const direction = partOf(gradient, layout, name);
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    const moved = (by: number) => {
      const values = parameters.slice();
      const part = partOf(values, layout, name);
      direction.forEach((value, i) => {
        part[i] += (by * value) / length;
      });
      return loss(values, new Float32Array(layout.length));
    };
    const slope = ((await moved(0.02)) - (await moved(-0.02))) / 0.04;
    expect(slope / length, name).toBeCloseTo(1, 1.7); // within 1 %
  }
});
