// Splitting, joining, picking and adding up rows in place of tfjs's kernels, which on WASM go number by number through
// JavaScript or transpose first. Runs wherever tfjs-backend-wasm does.
import * as tf from '@tensorflow/tfjs-core';
import { type OwnKernels, replaceKernel } from './own-kernels.ts';

/** Replaces `split`, `concat`, `gather`, `sum` (along the first dimensions) and `clone` on the backend 'wasm'. */
export function registerRowKernels(kernels: OwnKernels): void {
  replaceKernel(
    'Identity',
    () =>
      ({ inputs }) =>
        kernels.share(inputs.x as tf.TensorInfo),
  );
  replaceKernel('SplitV', (old) => (call) => {
    const x = call.inputs.x as tf.TensorInfo;
    const { numOrSizeSplits, axis } = call.attrs as unknown as { numOrSizeSplits: number | number[]; axis: number };
    return isFloat(x) ? split(kernels, x, numOrSizeSplits, axis) : old(call);
  });
  replaceKernel('Concat', (old) => (call) => {
    const parts = Object.values(call.inputs) as tf.TensorInfo[];
    const { axis } = call.attrs as unknown as { axis: number };
    return parts.every(isFloat) ? concat(kernels, parts, axis) : old(call);
  });
  replaceKernel('GatherV2', (old) => (call) => {
    const { x, indices } = call.inputs as Record<string, tf.TensorInfo>;
    const { axis, batchDims } = call.attrs as unknown as Record<string, number>;
    const simple = axis === 0 && batchDims === 0 && isFloat(x) && indices.dtype === 'int32';
    return simple ? gather(kernels, x, indices) : old(call);
  });
  replaceKernel('Sum', (old) => (call) => {
    const x = call.inputs.x as tf.TensorInfo;
    const { axis, keepDims } = call.attrs as unknown as { axis: number | number[]; keepDims: boolean };
    const axes = tf.util.parseAxisParam(axis, x.shape).sort();
    const first = axes.every((dimension, i) => dimension === i) && axes.length < x.shape.length;
    return first && isFloat(x) ? sum(kernels, x, axes.length, keepDims) : old(call);
  });
}

const isFloat = ({ dtype }: tf.TensorInfo) => dtype === 'float32';

/** A tensor as rows: everything from `axis` on is one row. */
function rowsOf(shape: number[], axis: number): { rows: number; size: number } {
  const rows = tf.util.sizeFromShape(shape.slice(0, axis));
  return { rows, size: 4 * tf.util.sizeFromShape(shape.slice(axis)) };
}

function split(
  { addressOf, allocate, copyRows }: OwnKernels,
  x: tf.TensorInfo,
  parts: number | number[],
  dimension: number,
): tf.TensorInfo[] {
  const [axis] = tf.util.parseAxisParam(dimension, x.shape);
  const { rows, size: stride } = rowsOf(x.shape, axis);
  let from = addressOf(x);
  return tf.backend_util.prepareSplitSize(x as tf.Tensor, parts, axis).map((width) => {
    const part = allocate(x.shape.with(axis, width));
    const { size } = rowsOf(part.shape, axis);
    copyRows(from, stride, addressOf(part), size, rows, size);
    from += size;
    return part;
  });
}

function concat(
  { addressOf, allocate, copyRows }: OwnKernels,
  parts: tf.TensorInfo[],
  dimension: number,
): tf.TensorInfo {
  const [axis] = tf.util.parseAxisParam(dimension, parts[0].shape);
  const shapes = parts.map(({ shape }) => shape);
  tf.backend_util.assertParamsConsistent(shapes, axis);
  const whole = allocate(tf.backend_util.computeOutShape(shapes, axis));
  const { rows, size: stride } = rowsOf(whole.shape, axis);
  let to = addressOf(whole);
  for (const part of parts) {
    const { size } = rowsOf(part.shape, axis);
    copyRows(addressOf(part), size, to, stride, rows, size);
    to += size;
  }
  return whole;
}

function gather({ addressOf, allocate, gatherRows }: OwnKernels, x: tf.TensorInfo, indices: tf.TensorInfo) {
  const { rows, size } = rowsOf(x.shape, 1);
  const picked = allocate([...indices.shape, ...x.shape.slice(1)]);
  const count = tf.util.sizeFromShape(indices.shape);
  const found = gatherRows(addressOf(x), rows, addressOf(indices), addressOf(picked), count, size);
  if (!found) throw new Error(`there are only ${rows} rows to gather from`);
  return picked;
}

/** Over the first `axes` dimensions. */
function sum({ addressOf, allocate, sumRows }: OwnKernels, x: tf.TensorInfo, axes: number, keepDims: boolean) {
  const { rows, size } = rowsOf(x.shape, axes);
  const total = allocate([...new Array(keepDims ? axes : 0).fill(1), ...x.shape.slice(axes)]);
  sumRows(addressOf(x), addressOf(total), rows, size);
  return total;
}
