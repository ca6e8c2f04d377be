// What must not be forgotten: the loss worked out by hand, its gradient against differences, the real labels. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { readSafetensors } from '../../../model/safetensors.ts';
import { readBuffer, weightsFile } from '../../../training/files.ts';
import { startWasm } from '../../../training/start-wasm.ts';
import { createKnowledge } from '../../../training/tail/kept-knowledge.ts';
import { filled } from '../../tiny-tail.ts';

beforeAll(() => startWasm());

const classifier = (kernel: number[], bias: number[]) =>
  new Map([
    ['classifier/kernel', { shape: [kernel.length / bias.length, bias.length], values: Float32Array.from(kernel) }],
    ['classifier/bias', { shape: [bias.length], values: Float32Array.from(bias) }],
  ]);

test('the divergence of two sets of classes, by hand', () => {
  const knowledge = createKnowledge(classifier([1, 0], [0, 0]), 2); // logits (x, 0), halved
  const before = tf.tensor2d([[0]]); // ½, ½
  const features = tf.tensor2d([[4 * Math.log(3)], [0]]); // mean 2·log 3: ¾, ¼
  const { loss, gradient } = knowledge.compare(features, before, 3, 5);
  const divergence = 0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25);
  expect(loss.dataSync()[0]).toBeCloseTo((3 / 5) * divergence, 5);
  for (const value of gradient.dataSync()) expect(value).toBeCloseTo(((3 / 5) * (0.75 - 0.5)) / 2 / 2, 5);
});

test('its gradient is its slope', () => {
  const knowledge = createKnowledge(classifier([...filled(4 * 6, -2, 2)], [...filled(6, -1, 1)]), 1.5);
  const before = tf.tensor2d(filled(2 * 4, 0, 2), [2, 4]);
  const features = filled(2 * 81 * 4, 0, 4);
  const compare = (values: Float32Array) => knowledge.compare(tf.tensor2d(values, [2 * 81, 4]), before, 2, 2);
  const gradient = compare(features).gradient.dataSync<'float32'>();
  const direction = gradient.map((value, i) => value / 0.005 + Math.sin(i)); // along it, and anywhere else as well
  const at = (step: number) => compare(features.map((value, i) => value + step * direction[i])).loss.dataSync()[0];
  const expected = gradient.reduce((sum, value, i) => sum + value * direction[i], 0);
  expect((at(1e-2) - at(-1e-2)) / 2e-2 / expected).toBeCloseTo(1, 2);
});

test('nothing is lost where nothing changed, with the real labels; memory is given back', () => {
  const before = tf.memory().numTensors;
  const knowledge = createKnowledge(readSafetensors(readBuffer(weightsFile('labels.safetensors'))), 1);
  tf.tidy(() => {
    const pooled = tf.tensor2d(filled(1280, 0, 1), [1, 1280]);
    const same = knowledge.compare(tf.tile(pooled, [81, 1]), pooled, 1, 1);
    expect(Math.abs(same.loss.dataSync()[0])).toBeLessThan(1e-5);
    const other = knowledge.compare(tf.tensor2d(filled(81 * 1280, 0, 1), [81, 1280]), pooled, 1, 1);
    expect(other.loss.dataSync()[0]).toBeGreaterThan(0.01);
    expect(other.gradient.shape).toEqual([81, 1280]);
  });
  knowledge.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
