// Transposing, embedding and its gradient by hand. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { compute, embedRows, scatterRows, transpose } from '../../../training/learning/arrays.ts';
import { startWasm } from '../../../training/start-wasm.ts';

test('numbers out, and no tensor left', async () => {
  await startWasm();
  const before = tf.memory().numTensors;
  expect([...compute(() => tf.add(tf.tensor1d([1, 2]), 1))]).toEqual([2, 3]);
  expect(tf.memory().numTensors).toBe(before);
});

test('transpose, also across tiles', () => {
  expect([...transpose(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  const wide = Float32Array.from({ length: 50 * 70 }, (_, i) => i);
  expect(transpose(transpose(wide, 50, 70), 70, 50)).toEqual(wide);
});

test('rows out, and their gradients back in, repeated rows added', () => {
  const table = Float32Array.of(1, 2, 3, 4); // two rows
  const mask = Float32Array.of(1, 0, 2, 2, 1, 1);
  expect([...embedRows(table, [1, 0, 1], mask)]).toEqual([3, 0, 2, 4, 3, 4]);
  const gradient = new Float32Array(4);
  scatterRows(gradient, [1, 0, 1], Float32Array.of(1, 1, 1, 1, 5, 5), mask);
  expect([...gradient]).toEqual([2, 2, 6, 5]);
});
