// The encoder in tfjs: with the weights as published, against the values published with them, and with the shipped ones. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goldenDifference, goldenPixels } from '../../model/golden.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createEncoder, type Encoder } from '../../model/tfjs-encoder.ts';
import { BACKBONE, readBuffer, weightsFile } from '../../training/files.ts';
import { startWasm } from '../../training/start-wasm.ts';

const shipped = readSafetensors(readBuffer(weightsFile('encoder.safetensors')));
let encoder: Encoder;

beforeAll(async () => {
  await startWasm();
  encoder = createEncoder(shipped);
});
afterAll(() => encoder.dispose());

test('the published weights give the published features', async () => {
  const published = createEncoder(readSafetensors(readBuffer(BACKBONE)));
  const grid = published.encode(goldenPixels());
  const features = await grid.data<'float32'>();
  // Published for the original float32 weights; these are rounded to float16.
  expect(features.reduce((a, b) => a + b) / features.length).toBeCloseTo(0.16205, 3);
  expect(Math.abs(features[7] - 0.60611)).toBeLessThan(0.01);
  grid.dispose();
  published.dispose();
});

test('the golden picture gives the golden features', async () => {
  const before = tf.memory().numTensors;
  const grid = encoder.encode(goldenPixels());
  expect(grid.shape).toEqual([1, 9, 9, 1280]);
  const features = await grid.data<'float32'>();
  expect(goldenDifference(features, shipped)).toBeNull();
  grid.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('pictures in a batch do not influence each other', async () => {
  const [golden, grey] = [goldenPixels(), new Uint8Array(goldenPixels().length).fill(128)];
  const both = encoder.encode(Uint8Array.from([...grey, ...golden]));
  const features = await both.data<'float32'>();
  expect(goldenDifference(features.slice(features.length / 2), shipped)).toBeNull();
  expect(goldenDifference(features.slice(0, features.length / 2), shipped)).toMatch(/^off by/);
  both.dispose();
});

test('missing weights are named', () => {
  const arrays = readSafetensors(readBuffer(weightsFile('encoder.safetensors')));
  arrays.delete('head/kernel');
  const broken = createEncoder(arrays);
  expect(() => broken.encode(goldenPixels())).toThrow('encoder weights lack head/kernel');
  broken.dispose();
});
