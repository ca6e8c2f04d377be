// Matrix products by Inkling's own kernel in the place of tfjs's. Runs wherever tfjs-backend-wasm does.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type OwnKernels, replaceKernel } from './own-kernels.ts';
import { keepPacked } from './packed-matrices.ts';

/** Multiplications and additions in all products so far. */
export const work = { operations: 0 };

type Operands = Record<'a' | 'b' | 'bias' | 'preluActivationWeights', tf.TensorInfo>;

interface Transposition {
  transposeA: boolean;
  transposeB: boolean;
}

interface Activation {
  activation: string;
  leakyreluAlpha: number;
}

/** Activations that the product does itself, by clamping. */
export const CLAMPS: Record<string, [low: number, high: number]> = {
  linear: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  relu: [0, Number.POSITIVE_INFINITY],
  relu6: [0, 6],
};

/** Those that kernels of tfjs do afterwards. */
const ACTIVATIONS: Record<string, string> = { elu: 'Elu', leakyrelu: 'LeakyRelu', prelu: 'Prelu', sigmoid: 'Sigmoid' };

/**
 * Replaces tfjs's products on the backend 'wasm': `tf.matMul` and `tf.fused.matMul`, with any transposition, batch and
 * size. They cost the same with and without transposition.
 */
export function registerMatMul(kernels: OwnKernels): void {
  const multiply = createProduct(kernels);
  replaceKernel('BatchMatMul', () => ({ inputs, attrs }) => {
    const { a, b } = inputs as Operands;
    return multiply(a, b, attrs as unknown as Transposition, 0, CLAMPS.linear);
  });
  replaceKernel('_FusedMatMul', () => ({ inputs, attrs, backend }) => {
    const { a, b, bias, preluActivationWeights: alpha } = inputs as Operands;
    const { activation, leakyreluAlpha, ...transposition } = attrs as unknown as Transposition & Activation;
    const address = bias ? kernels.addressOf(bias) : 0;
    const x = multiply(a, b, transposition, address, CLAMPS[activation] ?? CLAMPS.linear);
    if (activation in CLAMPS) return x;
    const { kernelFunc } = tf.getKernel(ACTIVATIONS[activation], 'wasm');
    const activated = kernelFunc({ inputs: { x, alpha }, attrs: { alpha: leakyreluAlpha }, backend });
    (backend as BackendWasm).disposeData(x.dataId);
    return activated;
  });
}

/** op(a) [… m, k] · op(b) [… k, n] + bias [n], clamped: [… m, n]. The dimensions in front are broadcast. */
function createProduct(kernels: OwnKernels) {
  const { addressOf, allocate, matMul, space } = kernels;
  const findPacked = keepPacked(kernels);
  return (a: tf.TensorInfo, b: tf.TensorInfo, how: Transposition, bias: number, clamp: [number, number]) => {
    const { m, k, n, batch } = sizesOf(a, b, how);
    const [aRow, aColumn] = how.transposeA ? [4, 4 * m] : [4 * k, 4];
    const strides: [number, number] = how.transposeB ? [4, 4 * k] : [4 * n, 4];
    const isSingle = tf.util.sizeFromShape(b.shape) === k * n;
    const packed = isSingle ? findPacked(m, b, [k, n], strides) : 0;
    const [bRow, bColumn] = packed ? [0, 0] : strides;
    const c = allocate([...batch, m, n]);
    const count = tf.util.sizeFromShape(batch);
    for (let i = 0; i < count; i++) {
      const aStart = addressOf(a) + 4 * m * k * broadcastIndex(i, batch, a.shape);
      const bStart = packed || addressOf(b) + 4 * k * n * broadcastIndex(i, batch, b.shape);
      const cStart = addressOf(c) + 4 * m * n * i;
      matMul(m, n, k, aStart, aRow, aColumn, bStart, bRow, bColumn, cStart, bias, ...clamp, space);
    }
    work.operations += 2 * m * n * k * count;
    return c;
  };
}

/** @throws Error where the two do not multiply */
function sizesOf(a: tf.TensorInfo, b: tf.TensorInfo, { transposeA, transposeB }: Transposition) {
  const [k, m] = transposeA ? a.shape.slice(-2) : a.shape.slice(-2).reverse();
  const [depth, n] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  if (k !== depth) throw new Error(`matrices of ${a.shape} and ${b.shape} do not multiply`);
  if (a.dtype !== 'float32' || b.dtype !== 'float32') throw new Error('only float32 matrices can be multiplied');
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return { m, k, n, batch };
}

/** Which matrix of `shape` the `i`th of a batch [batch] takes: dimensions of 1 are repeated. */
function broadcastIndex(i: number, batch: number[], shape: number[]): number {
  let rest = i;
  let index = 0;
  let step = 1;
  for (let back = 1; back <= batch.length; back++) {
    const size = shape[shape.length - 2 - back] ?? 1;
    const dimension = batch[batch.length - back];
    index += ((rest % dimension) % size) * step;
    rest = Math.floor(rest / dimension);
    step *= size;
  }
  return index;
}
