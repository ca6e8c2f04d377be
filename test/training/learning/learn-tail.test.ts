// Tail and decoder learning together, against finite differences; and cached pictures passed through the tail. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { floatsToHalves } from '../../../model/float16.ts';
import { ARCHITECTURES } from '../../../training/architectures/all.ts';
import { shapesOf } from '../../../training/architectures/architecture.ts';
import { FeatureFile } from '../../../training/encoding/features.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { pack } from '../../../training/learning/batches.ts';
import { learnWithTail, readLow, refreshFeatures } from '../../../training/learning/learn-tail.ts';
import { maskWords } from '../../../training/learning/masks.ts';
import { initialise, layoutOf, partOf } from '../../../training/learning/parameters.ts';
import { seededRandom } from '../../../training/random.ts';
import { createEncoderTail, EARLIEST } from '../../../training/tail/encoder-tail.ts';
import { createKnowledge } from '../../../training/tail/kept-knowledge.ts';
import { filled, TINY_FEATURES, tinyLow, tinyTail } from '../../tiny-tail.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-tail-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  await startFastWasm();
});

const [architecture] = ARCHITECTURES;
const sizes = { words: 9, features: TINY_FEATURES, hidden: 8 };
const ofTail = Object.fromEntries([...tinyTail].map(([name, { shape }]) => [name, shape]));
const layout = layoutOf({ ...shapesOf(architecture, sizes), ...ofTail });
const batch = pack([
  { slot: 0, captions: [[4, 5, 6], [7]] },
  { slot: 1, captions: [[8, 4]] },
]);

/** All parameters, and a step with them: the loss as it is differentiated. */
function prepare() {
  const parameters = new Float32Array(layout.length);
  initialise(parameters, layout, architecture.lstms, 1);
  for (const [name, { values }] of tinyTail) partOf(parameters, layout, name).set(values);
  const views = new Map(
    [...tinyTail].map(([name, { shape }]) => [name, { shape, values: partOf(parameters, layout, name) }]),
  );
  const tail = createEncoderTail(views, EARLIEST);
  const low = tinyLow(EARLIEST, 2);
  const masks = maskWords({ hidden: sizes.hidden, attends: architecture.attends }, batch, 0.4, seededRandom(9));
  const learner = { architecture, settings: { labelSmoothing: 0, temperature: 1 }, layout, parameters, masks };
  const labels = { shape: [TINY_FEATURES, 3], values: filled(TINY_FEATURES * 3, -1, 1) };
  const arrays = new Map(
    Object.entries({ 'classifier/kernel': labels, 'classifier/bias': { shape: [3], values: filled(3, 0, 1) } }),
  );
  const knowledge = createKnowledge(arrays, 1);
  const before = tf.tensor2d(filled(2 * TINY_FEATURES, 0, 6), [2, TINY_FEATURES]);
  const step = async (gradient: Float32Array) => {
    const tokens = batch.targets.length;
    const compare = (features: tf.Tensor2D) => knowledge.compare(features, before, 10, 2);
    const { loss, further } = await learnWithTail(learner, tail, batch, low, tokens, gradient, compare);
    return loss / tokens + further;
  };
  return { parameters, step };
}

test('the gradient of every array, of both, agrees with finite differences; memory is the same after each step', async () => {
  const { parameters, step } = prepare();
  const gradient = new Float32Array(layout.length);
  await step(gradient);
  const before = tf.memory();
  await step(gradient);
  expect(tf.memory()).toEqual(before);
  for (const name of layout.parts.keys()) {
    const direction = partOf(gradient, layout, name);
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    expect(length, name).toBeGreaterThan(0);
    const part = partOf(parameters, layout, name);
    const start = part.slice();
    const moved = (by: number) => {
      part.set(start.map((value, i) => value + (by * direction[i]) / length));
      return step(new Float32Array(layout.length));
    };
    const slope = ((await moved(0.02)) - (await moved(-0.02))) / 0.04;
    part.set(start);
    expect(Math.abs(slope - length), name).toBeLessThan(0.01 * length + 2e-4);
  }
});

test('a few steps down the gradient lower the loss', async () => {
  const { parameters, step } = prepare();
  const losses: number[] = [];
  for (let i = 0; i < 8; i++) {
    const gradient = new Float32Array(layout.length);
    losses.push(await step(gradient));
    for (const name of Object.keys(ofTail)) {
      const part = partOf(parameters, layout, name);
      partOf(gradient, layout, name).forEach((value, k) => {
        part[k] -= 0.01 * value;
      });
    }
  }
  expect(losses[7]).toBeLessThan(losses[0]);
});

test('cached pictures pass through the tail, slot by slot', () => {
  const pictures = 3;
  const low = tinyLow(EARLIEST, pictures);
  const width = low.shape[1];
  const open = (name: string, mode: 'read' | 'write', values: number) =>
    new FeatureFile(join(folder, name), pictures, mode, values);
  const source = open('low.f16', 'write', 81 * width);
  const floats = low.dataSync<'float32'>();
  for (let slot = 0; slot < pictures; slot++) {
    source.write(slot, floatsToHalves(floats.subarray(slot * 81 * width, (slot + 1) * 81 * width)));
  }
  const tail = createEncoderTail(tinyTail, EARLIEST);
  const full = open('full.f16', 'write', 81 * TINY_FEATURES);
  const done: number[] = [];
  const tensors = tf.memory().numTensors;
  refreshFeatures(source, tail, full, [2, 0], (slot) => done.push(slot));
  expect(tf.memory().numTensors).toBe(tensors);
  expect(done).toEqual([2, 0]);
  expect(full.unsound()).toEqual([1]);
  for (const slot of done) {
    const expected = tail.run(readLow(source, [slot])).features;
    const features = new Float32Array(81 * TINY_FEATURES);
    full.read(slot, features);
    const furthest = (a: Float32Array, b: tf.Tensor) =>
      b.dataSync<'float32'>().reduce((worst, value, i) => Math.max(worst, Math.abs(value - a[i])), 0);
    expect(furthest(features, expected)).toBeLessThan(0.002); // half a float16 step below 6
  }
  for (const file of [source, full]) file.close();
});
