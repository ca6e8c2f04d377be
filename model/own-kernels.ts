// Inkling's own WebAssembly kernels beside those of tfjs, in the same memory. Runs wherever tfjs-backend-wasm does.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** What `kernels/index.ts` exports. Addresses and strides in bytes. */
interface Exports {
  workspace(): number;
  matMul(
    ...values: [
      ...[m: number, n: number, k: number],
      ...[a: number, aRow: number, aColumn: number],
      ...[b: number, bRow: number, bColumn: number],
      ...[c: number, bias: number, low: number, high: number, space: number],
    ]
  ): void;
  copyRows(from: number, fromStride: number, to: number, toStride: number, rows: number, size: number): void;
  gatherRows(from: number, count: number, indices: number, to: number, rows: number, size: number): number;
  sumRows(from: number, to: number, rows: number, size: number): void;
  depthwiseSpace(shape: number): number;
  depthwise(
    ...values: [
      ...[shape: number, x: number, filter: number, bias: number],
      ...[low: number, high: number, y: number, space: number],
    ]
  ): void;
  depthwiseInput(shape: number, dy: number, filter: number, dx: number, space: number): void;
  depthwiseFilter(shape: number, x: number, dy: number, sum: number, space: number): void;
  clampGradient(
    ...values: [
      ...[rows: number, columns: number, y: number, dy: number],
      ...[low: number, high: number, dx: number, sum: number],
    ]
  ): void;
}

export interface OwnKernels extends Exports {
  /** Working memory of the size that `workspace` asks for. */
  space: number;
  /** Where a tensor's numbers lie. */
  addressOf(tensor: tf.TensorInfo): number;
  /** A new tensor, not yet filled. */
  allocate(shape: number[]): tf.TensorInfo;
  /** A second tensor of the same numbers. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
}

/** A module of one function that uses f32x4.relaxed_madd; `validate` says whether this engine knows it. */
const RELAXED_SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // magic number, version
  ...[1, 8, 1, 96, 3, 123, 123, 123, 1, 123], // a type: (v128, v128, v128) → v128
  ...[3, 2, 1, 0], // a function of it
  ...[10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11], // its body
);

/** Which build of the kernels this engine runs: with fused multiply-add or without. */
export const buildForThisEngine = () => (WebAssembly.validate(RELAXED_SIMD) ? 'relaxed-simd' : 'simd');

/** Loads the kernels into the memory of tfjs's WASM backend, which must have been started. */
export async function loadKernels(binary: BufferSource): Promise<OwnKernels> {
  const backend = tf.findBackend('wasm') as BackendWasm;
  const { asm, _malloc } = backend.wasm as unknown as {
    asm: { memory: WebAssembly.Memory };
    _malloc(n: number): number;
  };
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory: asm.memory } });
  const exports = instance.exports as unknown as Exports;
  return {
    ...exports,
    space: _malloc(exports.workspace()),
    addressOf: ({ dataId }) => backend.getMemoryOffset(dataId),
    allocate: (shape) => backend.makeOutput(shape, 'float32'),
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
  };
}

/** Puts a kernel in the place of tfjs's, if it has one, which may be called for what ours does not do itself. */
export function replaceKernel(name: string, make: (old: tf.KernelFunc) => tf.KernelFunc): void {
  const old = tf.getKernel(name, 'wasm');
  if (old) tf.unregisterKernel(name, 'wasm');
  tf.registerKernel({ kernelName: name, backendName: 'wasm', kernelFunc: make(old?.kernelFunc) });
}
