// The encoder's tail against the encoder itself, and its gradients against differences of its output. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { HEAD } from '../../../model/encoder.ts';
import { goldenPixels } from '../../../model/golden.ts';
import { type NamedArrays, readSafetensors } from '../../../model/safetensors.ts';
import { createEncoder } from '../../../model/tfjs-encoder.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { BACKBONE, readBuffer } from '../../../training/files.ts';
import { seededRandom } from '../../../training/random.ts';
import { startWasm } from '../../../training/start-wasm.ts';
import { createEncoderTail, EARLIEST, tailShapes } from '../../../training/tail/encoder-tail.ts';
import { filled, TINY_FEATURES, tinyLow, tinyTail } from '../../tiny-tail.ts';

const random = seededRandom(12);
const BLOCKS = Array.from({ length: HEAD - EARLIEST + 1 }, (_, i) => EARLIEST + i);

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

let real: NamedArrays;
/** What tfjs's own kernels make of it, by block. */
const expected = new Map<number, { low: tf.Tensor2D; features: Float32Array }>();
let golden: { low: tf.Tensor2D; features: Float32Array };
beforeAll(async () => {
  await startWasm();
  const narrow = createEncoder(tinyTail);
  for (const first of BLOCKS) {
    const low = tinyLow(first, 2);
    const features = narrow.encodeFrom(first, tf.reshape(low, [2, 9, 9, -1]));
    expected.set(first, { low, features: features.dataSync<'float32'>() });
  }
  real = readSafetensors(readBuffer(BACKBONE));
  const encoder = createEncoder(real);
  const low = encoder.encode(goldenPixels(), EARLIEST);
  const features = encoder.encode(goldenPixels()).dataSync<'float32'>();
  golden = { low: tf.reshape(low, [81, 208]), features };
  encoder.dispose();
  await startFastWasm();
});

test('its arrays are those in the file of weights', () => {
  for (const [name, shape] of Object.entries(tailShapes(EARLIEST))) expect(real.get(name)?.shape, name).toEqual(shape);
  const later = [...real.keys()].filter((name) => name >= 'block_16' && !name.startsWith('stem'));
  expect(Object.keys(tailShapes(EARLIEST)).sort()).toEqual(later.sort());
  expect(Object.keys(tailShapes(HEAD))).toEqual(['head/kernel', 'head/bias']);
});

test.each(BLOCKS)('from block %i on it computes what the encoder does', (first) => {
  const { low, features } = expected.get(first) as { low: tf.Tensor2D; features: Float32Array };
  const run = createEncoderTail(tinyTail, first).run(low);
  const values = run.features.dataSync();
  expect(furthest(values, features)).toBeLessThan(1e-4);
  expect(values.some((value) => value === 0) && values.some((value) => value > 0.1 && value < 6)).toBe(true);
  run.dispose();
});

test('with the real weights too', () => {
  const run = createEncoderTail(real, EARLIEST).run(golden.low);
  expect(furthest(run.features.dataSync(), golden.features)).toBeLessThan(1e-4);
  run.dispose();
});

/** How fast `valueNow` grows when `values` move along `direction`, measured; they are put back. */
function slopeAlong(direction: Float32Array, values: Float32Array, valueNow: () => number): number {
  const STEP = 0.01;
  const before = values.slice();
  const valueAt = (step: number) => {
    for (let i = 0; i < values.length; i++) values[i] = before[i] + step * direction[i];
    return valueNow();
  };
  const slope = (valueAt(STEP) - valueAt(-STEP)) / (2 * STEP);
  values.set(before);
  return slope;
}

const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

test.each(BLOCKS)('gradients from block %i on are the slopes of what comes out', (first) => {
  const low = tinyLow(first, 2);
  const tail = createEncoderTail(tinyTail, first);
  const dy = filled(2 * 81 * TINY_FEATURES, -1, 1);
  const gradients = tail.run(low).backward(tf.tensor2d(dy, [2 * 81, TINY_FEATURES]));
  const valueNow = () => {
    const { features, dispose } = tail.run(low);
    const value = features.dataSync<'float32'>().reduce((sum, feature, i) => sum + feature * dy[i], 0);
    dispose();
    return value;
  };
  expect([...gradients.keys()].sort()).toEqual(Object.keys(tailShapes(first)).sort());
  for (const [name, tensor] of gradients) {
    const { values, shape } = tinyTail.get(name) as { values: Float32Array; shape: number[] };
    expect(tensor.shape, name).toEqual(shape);
    const gradient = tensor.dataSync<'float32'>();
    const length = lengthOf(gradient);
    // Along the gradient itself, and anywhere else as well.
    const direction = gradient.map((value) => value / length + (random() < 0.5 ? -1 : 1) / Math.sqrt(gradient.length));
    const expected = gradient.reduce((sum, value, i) => sum + value * direction[i], 0);
    const measured = slopeAlong(direction, values, valueNow);
    expect(Math.abs(measured - expected), name).toBeLessThan(0.001 * length + 5e-4); // what float32 can tell
  }
});

test('memory is the same after every step', () => {
  const low = tinyLow(EARLIEST, 2);
  const tail = createEncoderTail(tinyTail, EARLIEST);
  const step = () => {
    const { features, backward } = tail.run(low);
    tf.dispose([...backward(tf.onesLike(features)).values()]);
  };
  tf.tidy(step);
  const before = tf.memory();
  for (let i = 0; i < 3; i++) tf.tidy(step);
  tail.run(low).dispose();
  expect(tf.memory()).toEqual(before);
});

test('a block before the tail, and a missing array, are refused', () => {
  expect(() => createEncoderTail(tinyTail, 15)).toThrow(/cannot start at block 15/);
  const lacking = new Map(tinyTail);
  lacking.delete('head/bias');
  expect(() => createEncoderTail(lacking, HEAD).run(tinyLow(HEAD, 2))).toThrow('encoder weights lack head/bias');
});
