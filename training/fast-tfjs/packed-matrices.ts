// Keeps right-hand matrices that come again, such as weights, packed for further products. Runs wherever tfjs-backend-wasm does.
import type * as tf from '@tensorflow/tfjs-core';
import type { OwnKernels } from './own-kernels.ts';

/** Products of more rows spend little of their time on packing. */
const FEW_ROWS = 64;

/**
 * @returns a function that tells where the matrix b [k, n] lies packed, or 0: at its first use, because most matrices
 *   are used once, and where the other side has many rows. It is forgotten together with the tensor.
 */
export function keepPacked(kernels: OwnKernels) {
  const known = new WeakMap<object, Map<string, number>>();
  return (m: number, b: tf.TensorInfo, [k, n]: [number, number], [row, column]: number[]): number => {
    if (m > FEW_ROWS) return 0;
    const views = known.get(b.dataId) ?? new Map<string, number>(); // tensors of other shapes may share the numbers
    known.set(b.dataId, views);
    const view = `${k} × ${n}, rows ${row} apart`;
    const packed = views.get(view);
    if (packed) return packed;
    const address = packed === undefined ? 0 : kernels.allocateBeside(b, kernels.packedSize(k, n));
    if (address) kernels.packMatrix(k, n, kernels.addressOf(b), row, column, address);
    views.set(view, address);
    return address;
  };
}
