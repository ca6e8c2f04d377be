// Inkling's matrix products against sums worked out one by one, in every build, size and transposition. Runs in Node.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildForThisEngine } from '../../../model/engine.ts';
import { buildKernels } from '../../../scripts/build-kernels.ts';
import { registerMatMul, work } from '../../../training/fast-tfjs/matmul.ts';
import { loadKernels } from '../../../training/fast-tfjs/own-kernels.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { seededRandom } from '../../../training/random.ts';

beforeAll(startFastWasm);

const random = seededRandom(3);
const filled = (shape: number[]) =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random() - 0.5),
    shape,
  );

/** What the products of two matrices should be, in double precision. */
function expected(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): number[] {
  const at = (x: tf.Tensor, transposed: boolean) => {
    const values = x.dataSync();
    const [, columns] = x.shape;
    return (row: number, column: number) => values[transposed ? column * columns + row : row * columns + column];
  };
  const [k, m] = transposeA ? a.shape : [...a.shape].reverse();
  const n = b.shape[transposeB ? 0 : 1] as number;
  const [left, right] = [at(a, transposeA), at(b, transposeB)];
  const sum = (i: number, j: number) => {
    let total = 0;
    for (let p = 0; p < k; p++) total += left(i, p) * right(p, j);
    return total;
  };
  return Array.from({ length: m * n }, (_, i) => sum(Math.floor(i / n), i % n));
}

function furthest(actual: tf.Tensor, wanted: number[]): number {
  const values = actual.dataSync();
  expect(values.length).toBe(wanted.length);
  return wanted.reduce((worst, value, i) => Math.max(worst, Math.abs(value - values[i])), 0);
}

// One row, less than a tile, odd edges, and more than one block of each of depth, height and width.
const SIZES = [
  [1, 1, 1],
  [1, 40, 9],
  [3, 5, 2],
  [4, 8, 8],
  [5, 7, 81],
  [13, 385, 18],
  [97, 10, 258],
  [9, 771, 261],
];

describe.each(['simd', 'relaxed-simd'] as const)('the build with %s', (build) => {
  beforeAll(async () => registerMatMul(await loadKernels(buildKernels(build, 'training'))));

  test.each(SIZES)('multiplies %i × %i by … × %i, however they lie', (m, k, n) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ]) {
      const a = filled(transposeA ? [k, m] : [m, k]) as tf.Tensor2D;
      const b = filled(transposeB ? [n, k] : [k, n]) as tf.Tensor2D;
      const wanted = expected(a, b, transposeA, transposeB);
      for (let use = 0; use < 3; use++) {
        const c = tf.matMul(a, b, transposeA, transposeB); // from the second time on b may be packed already
        expect(c.shape).toEqual([m, n]);
        expect(furthest(c, wanted)).toBeLessThan(1e-5 * Math.sqrt(k) + 1e-6);
      }
    }
  });
});

test('bias and activations', () => {
  const [a, b] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[1, -4, 3, 0.5], [1, 1, 3, 0]])]; // biome-ignore format: rows
  const fused = (activation?: tf.fused.Activation) =>
    tf.fused.matMul({ a, b, bias: tf.tensor1d([0, 0, 1, -0.5]), activation, leakyreluAlpha: 0.5 });
  const values = (activation?: tf.fused.Activation) => [...fused(activation).dataSync()];
  expect(values()).toEqual([3, -2, 10, 0]);
  expect(values('relu')).toEqual([3, 0, 10, 0]);
  expect(values('relu6')).toEqual([3, 0, 6, 0]);
  expect(values('leakyrelu')).toEqual([3, -1, 10, 0]);
  expect(values('sigmoid')[3]).toBe(0.5);
  expect(values('elu')[1]).toBeCloseTo(Math.exp(-2) - 1, 5);
});

test('batches, one of which may be repeated', () => {
  const a = filled([2, 1, 3, 5]);
  const b = filled([4, 5, 6]);
  const c = tf.matMul(a, b) as tf.Tensor4D;
  expect(c.shape).toEqual([2, 4, 3, 6]);
  for (const [i, j] of [
    [0, 3],
    [1, 2],
  ]) {
    const own = tf.reshape(tf.slice(c, [i, j, 0, 0], [1, 1, 3, 6]), [3, 6]);
    const left = tf.reshape(tf.slice(a, [i, 0, 0, 0], [1, 1, 3, 5]), [3, 5]);
    const right = tf.reshape(tf.slice(b, [j, 0, 0], [1, 5, 6]), [5, 6]);
    expect(furthest(own, expected(left, right, false, false))).toBeLessThan(1e-5);
  }
});

test('a matrix used again is read in the shape in which it is used', () => {
  const numbers = filled([24]);
  const [wide, high] = [tf.reshape(numbers, [4, 6]) as tf.Tensor2D, tf.reshape(numbers, [6, 4]) as tf.Tensor2D];
  const a = filled([3, 4]) as tf.Tensor2D;
  for (let use = 0; use < 3; use++) {
    expect(furthest(tf.matMul(a, wide), expected(a, wide, false, false))).toBeLessThan(1e-5);
    expect(furthest(tf.matMul(a, high, false, true), expected(a, high, false, true))).toBeLessThan(1e-5);
  }
});

test('what was packed goes with its matrix', () => {
  const heap = () => (tf.findBackend('wasm') as BackendWasm).typedArrayFromHeap(tf.scalar(0)).buffer.byteLength;
  const useOften = () => {
    const [a, b] = [tf.ones([8, 1024]) as tf.Tensor2D, tf.ones([1024, 1024]) as tf.Tensor2D];
    for (let use = 0; use < 3; use++) tf.matMul(a, b).dispose();
    tf.dispose([a, b]);
  };
  useOften();
  const before = heap();
  for (let i = 0; i < 20; i++) useOften(); // 80 MB, if it stayed
  expect(heap() - before).toBeLessThan(20e6);
});

test('a sum of nothing is zero, or the bias', () => {
  const [a, b] = [tf.zeros([2, 0]) as tf.Tensor2D, tf.zeros([0, 2]) as tf.Tensor2D];
  expect([...tf.matMul(a, b).dataSync()]).toEqual([0, 0, 0, 0]);
  expect([...tf.fused.matMul({ a, b, bias: tf.tensor1d([1, 2]) }).dataSync()]).toEqual([1, 2, 1, 2]);
});

test('what cannot be multiplied is refused', () => {
  expect(() => tf.matMul(filled([2, 3]) as tf.Tensor2D, filled([2, 3]) as tf.Tensor2D)).toThrow();
  const whole = tf.tensor2d([[1]], [1, 1], 'int32');
  expect(() => tf.matMul(whole, whole)).toThrow(/float32/);
});

test('work is counted, tensors are not leaked, and this Node runs the faster build', () => {
  const [a, b] = [filled([2, 3]) as tf.Tensor2D, filled([3, 5]) as tf.Tensor2D];
  const [operations, tensors] = [work.operations, tf.memory().numTensors];
  tf.matMul(a, b).dispose();
  tf.fused.matMul({ a, b, activation: 'sigmoid' }).dispose();
  expect(work.operations - operations).toBe(2 * 2 * (2 * 3 * 5));
  expect(tf.memory().numTensors).toBe(tensors);
  expect(buildForThisEngine()).toBe('relaxed-simd');
});
