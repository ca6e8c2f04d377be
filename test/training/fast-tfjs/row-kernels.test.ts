// Splitting, joining, picking and adding up rows, against values worked out by hand. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';

beforeAll(startFastWasm);

const x = () => tf.tensor2d([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [2, 5]);
const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

test('split along either dimension, evenly or not', () => {
  const [left, right] = tf.split(x(), [2, 3], -1);
  expect([left.shape, values(left)]).toEqual([[2, 2], [0, 1, 5, 6]]); // biome-ignore format: shape and values
  expect(values(right)).toEqual([2, 3, 4, 7, 8, 9]);
  expect(tf.split(x(), 2).map(values)).toEqual([
    [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9],
  ]);
  expect(tf.split(tf.cast(x(), 'int32'), 2)[1].dtype).toBe('int32');
});

test('concat is the way back', () => {
  expect(values(tf.concat(tf.split(x(), [1, 0, 4], 1), 1))).toEqual(values(x()));
  expect(values(tf.concat(tf.split(x(), 2), 0))).toEqual(values(x()));
  expect(values(tf.concat([tf.cast(x(), 'int32'), tf.cast(x(), 'int32')], 0)).slice(8, 12)).toEqual([8, 9, 0, 1]);
  expect(() => tf.concat([x(), tf.zeros([3, 4])], 1)).toThrow();
});

test('gather takes rows, also twice, and no others', () => {
  const rows = (...indices: number[]) => tf.gather(x(), tf.tensor1d(indices, 'int32'));
  expect(values(rows(1, 0, 1))).toEqual([5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(values(tf.gather(x(), tf.tensor1d([4, 0], 'int32'), 1))).toEqual([4, 0, 9, 5]);
  expect(() => rows(2)).toThrow('only 2 rows');
  expect(() => rows(-1)).toThrow('only 2 rows');
});

test('sums over rows, columns, everything', () => {
  expect(values(tf.sum(x(), 0))).toEqual([5, 7, 9, 11, 13]);
  expect(tf.sum(x(), 0, true).shape).toEqual([1, 5]);
  expect(values(tf.sum(x(), 1))).toEqual([10, 35]);
  expect(values(tf.sum(x()))).toEqual([45]);
  expect(values(tf.sum(tf.ones([2, 3, 2]), [0, 1]))).toEqual([6, 6]);
});

test('a clone shares its numbers and outlives the original', () => {
  const tensor = x();
  const clone = tf.clone(tensor);
  expect(clone.dataId).toBe(tensor.dataId);
  tensor.dispose();
  expect(values(clone)[9]).toBe(9);
  clone.dispose();
});
