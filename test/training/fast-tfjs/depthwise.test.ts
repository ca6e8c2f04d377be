// Depthwise convolution and its gradients against sums worked out one by one, in every build and shape. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildKernels } from '../../../scripts/build-kernels.ts';
import { registerDepthwise, registerDepthwiseGradients } from '../../../training/fast-tfjs/depthwise.ts';
import { work } from '../../../training/fast-tfjs/matmul.ts';
import { loadKernels } from '../../../training/fast-tfjs/own-kernels.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { seededRandom } from '../../../training/random.ts';

beforeAll(async () => {
  await startFastWasm();
});

const random = seededRandom(5);
const filled = <T extends tf.Tensor>(...shape: number[]) =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random() - 0.5),
    shape,
  ) as T;

interface Case {
  x: [batch: number, height: number, width: number, channels: number];
  size: number;
  stride: number;
  pad: 'same' | 'valid';
}

/** Calls `visit` with the indices of every product in the sum: in x, in the filter, in y. */
function visitProducts(
  { x, size, stride, pad }: Case,
  visit: (x: number, filter: number, y: number) => void,
): number[] {
  const [batch, height, width, channels] = x;
  const out = [height, width].map((side) => Math.ceil((pad === 'same' ? side : side - size + 1) / stride));
  const before = [height, width].map((side, i) =>
    pad === 'same' ? Math.floor(Math.max(0, (out[i] - 1) * stride + size - side) / 2) : 0,
  );
  for (const [b, i, j, k, l] of indices(batch, ...out, size, size)) {
    const [row, column] = [i * stride + k - before[0], j * stride + l - before[1]];
    if (row < 0 || row >= height || column < 0 || column >= width) continue;
    for (let c = 0; c < channels; c++) {
      const inX = ((b * height + row) * width + column) * channels + c;
      visit(inX, (k * size + l) * channels + c, ((b * out[0] + i) * out[1] + j) * channels + c);
    }
  }
  return [batch, ...out, channels];
}

/** Every combination of one index below each of the sizes. */
function indices(...sizes: number[]): number[][] {
  if (sizes.length === 0) return [[]];
  const rest = indices(...sizes.slice(1));
  return Array.from({ length: sizes[0] }, (_, i) => rest.map((others) => [i, ...others])).flat();
}

function furthest(actual: tf.Tensor, wanted: Float64Array): number {
  const values = actual.dataSync();
  expect(values.length).toBe(wanted.length);
  return wanted.reduce((worst, value, i) => Math.max(worst, Math.abs(value - values[i])), 0);
}

const CASES: Case[] = [
  { x: [2, 9, 9, 16], size: 5, stride: 1, pad: 'same' },
  { x: [1, 9, 9, 8], size: 3, stride: 1, pad: 'same' },
  { x: [3, 4, 7, 11], size: 5, stride: 1, pad: 'same' }, // a part of the last eight channels, and of the last three pixels
  { x: [1, 8, 5, 3], size: 3, stride: 2, pad: 'same' },
  { x: [2, 7, 8, 9], size: 5, stride: 2, pad: 'same' },
  { x: [1, 8, 6, 8], size: 3, stride: 2, pad: 'valid' }, // no window sees the last row and column
  { x: [1, 1, 1, 1], size: 3, stride: 1, pad: 'same' },
];

describe.each(['simd', 'relaxed-simd'] as const)('the build with %s', (build) => {
  beforeAll(async () => {
    const kernels = await loadKernels(buildKernels(build, 'training'));
    registerDepthwise(kernels);
    registerDepthwiseGradients(kernels);
  });

  test.each(CASES)('$x, filter $size, stride $stride, $pad', (shape) => {
    const [x, filter] = [filled<tf.Tensor4D>(...shape.x), filled<tf.Tensor4D>(shape.size, shape.size, shape.x[3], 1)];
    const bias = filled<tf.Tensor1D>(shape.x[3]);
    const [strides, pad] = [shape.stride, shape.pad];
    const y = tf.fused.depthwiseConv2d({ x, filter, bias, strides, pad });
    const dy = filled<tf.Tensor4D>(...y.shape);
    const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
      tf.engine().runKernel(name, inputs, { strides, pad, dilations: 1, ...attrs }) as tf.Tensor;
    const dx = run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape: x.shape });
    const dFilter = run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape: filter.shape });

    const [xs, filters, biases, dys] = [x, filter, bias, dy].map((tensor) => tensor.dataSync());
    const wanted = { y: Float64Array.from(dys, (_, i) => biases[i % shape.x[3]]), x: new Float64Array(xs.length) };
    const wantedFilter = new Float64Array(filters.length);
    const outShape = visitProducts(shape, (inX, inFilter, inY) => {
      wanted.y[inY] += xs[inX] * filters[inFilter];
      wanted.x[inX] += dys[inY] * filters[inFilter];
      wantedFilter[inFilter] += dys[inY] * xs[inX];
    });
    expect(y.shape).toEqual(outShape);
    expect(furthest(y, wanted.y)).toBeLessThan(1e-5);
    expect(furthest(dx, wanted.x)).toBeLessThan(1e-5);
    expect(furthest(dFilter, wantedFilter)).toBeLessThan(2e-5);
  });
});

test('clamping, without a bias too; what the kernels cannot do, tfjs does', () => {
  const x = tf.tensor4d([-1, 3, 9], [1, 1, 3, 1]);
  const filter = tf.ones<tf.Rank.R4>([1, 1, 1, 1]);
  const clamped = (activation?: tf.fused.Activation) => [
    ...tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'same', activation }).dataSync(),
  ];
  expect([clamped(), clamped('relu'), clamped('relu6')]).toEqual([
    [-1, 3, 9],
    [0, 3, 9],
    [0, 3, 6],
  ]);
  const twice = tf.fused.depthwiseConv2d({ x, filter: tf.tensor4d([2, 3], [1, 1, 1, 2]), strides: 1, pad: 'same' });
  expect([...twice.dataSync()]).toEqual([-2, -3, 6, 9, 18, 27]);
});

test('the gradient of clamping passes where nothing was clamped, and its columns are summed', () => {
  const y = tf.tensor2d([0, 1, 2, 3, 6, 4, 5, 5.9, 0.1, 0], [2, 5]);
  const dy = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 5]);
  const [dx, sum] = tf.engine().runKernel('ClampGradient', { y, dy }, { activation: 'relu6' }) as tf.Tensor[];
  expect([...dx.dataSync()]).toEqual([0, 2, 3, 4, 0, 6, 7, 8, 9, 0]);
  expect([...sum.dataSync()]).toEqual([6, 9, 11, 13, 0]);
});

test('work is counted, and memory is given back', () => {
  const [x, filter] = [filled<tf.Tensor4D>(2, 9, 9, 8), filled<tf.Tensor4D>(5, 5, 8, 1)];
  const convolve = () => tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'same' }).dispose();
  convolve();
  const [operations, before] = [work.operations, tf.memory()];
  convolve();
  expect(work.operations - operations).toBe(2 * 25 * 2 * 81 * 8);
  expect(tf.memory()).toEqual(before);
});
