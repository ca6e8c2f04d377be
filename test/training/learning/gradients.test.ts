// The learning layer, row gathering and the loss against values worked out by hand. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { add } from '../../../training/architectures/architecture.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { crossEntropy, gatherRows, LearningLinear } from '../../../training/learning/gradients.ts';

beforeAll(() => startFastWasm());
const matrix = (rows: number[][]) => tf.tensor2d(rows);
const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

test('one gradient over two uses of a layer', () => {
  const kernel = matrix([
    [1, 2],
    [3, 4],
  ]);
  const layer = new LearningLinear(kernel, tf.tensor1d([10, 20]));
  const x = matrix([[1, 0]]);
  expect(values(layer.multiply(x))).toEqual([11, 22]);
  expect(values(layer.backward(x, matrix([[1, 1]])))).toEqual([3, 7]); // dy·Wᵀ
  layer.learn(matrix([[0, 2]]), matrix([[5, 0]]));
  const { kernel: gradient, bias } = layer.takeGradients();
  expect(values(gradient)).toEqual([1, 1, 10, 0]); // [1 0]ᵀ[1 1] + [0 2]ᵀ[5 0]
  expect(values(bias)).toEqual([6, 1]);
});

test('a kernel used as its transpose has a gradient of its own shape', () => {
  const layer = new LearningLinear(matrix([[1], [2], [3]]), undefined, true);
  const x = matrix([[2]]);
  expect(values(layer.multiply(x))).toEqual([2, 4, 6]);
  expect(values(layer.backward(x, matrix([[1, 2, 3]])))).toEqual([14]);
  const { kernel } = layer.takeGradients();
  expect(kernel.shape).toEqual([3, 1]);
  expect(values(kernel)).toEqual([2, 4, 6]);
});

test('differentiated, a layer learns from constants too, and passes on only what is asked for', () => {
  const kernel = matrix([[2], [3]]);
  const layer = new LearningLinear(kernel);
  const use = (x: tf.Tensor2D, anchor: tf.Scalar) =>
    add(layer.apply(x, anchor), layer.apply(x, anchor, false), layer.apply(matrix([[5, 7]]), anchor));
  const x = matrix([[1, 10]]);
  const [ofX] = tf.grads((input, anchor) => tf.sum(use(input as tf.Tensor2D, anchor as tf.Scalar)))([x, tf.scalar(0)]);
  expect(values(ofX)).toEqual([2, 3]); // from the first use alone
  expect(values(layer.takeGradients().kernel)).toEqual([1 + 1 + 5, 10 + 10 + 7]);
});

test('gathered rows send their gradients home, repeated ones added', () => {
  const x = matrix([[1], [2], [3]]);
  expect(values(gatherRows(x, [2, 0, 2]))).toEqual([3, 1, 3]);
  const weights = matrix([[10], [20], [30]]);
  const gradient = tf.grad((input) => tf.mul(gatherRows(input as tf.Tensor2D, [2, 0, 2]), weights))(x);
  expect(values(gradient)).toEqual([20, 0, 40]);
});

test('cross-entropy with smoothing: softmax minus the smoothed target, over the tokens', () => {
  const scores = matrix([[0, Math.log(3)]]); // softmax ¼, ¾
  const { value, grad } = tf.valueAndGrad((input) => crossEntropy(input as tf.Tensor2D, [1], [1], 0.2, 4))(scores);
  expect(values(value)).toEqual([expect.closeTo(-Math.log(0.75) / 4, 6)]);
  // target (0.1, 0.9): (¼ − 0.1)/4 and (¾ − 0.9)/4
  expect(values(grad)).toEqual([expect.closeTo(0.0375, 6), expect.closeTo(-0.0375, 6)]);
});
