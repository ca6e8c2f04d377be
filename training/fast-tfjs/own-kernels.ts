// Inkling's own WebAssembly kernels beside those of tfjs, in the same memory. Runs wherever tfjs-backend-wasm does.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** What `training/kernels/index.ts` beside this folder exports. Addresses and strides in bytes. */
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
  packedSize(k: number, n: number): number;
  packMatrix(k: number, n: number, b: number, bRow: number, bColumn: number, packed: number): void;
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
  /** Memory for something that is kept for as long as a tensor's numbers. */
  allocateBeside(tensor: tf.TensorInfo, bytes: number): number;
  /** A second tensor of the same numbers. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
}

/** What Emscripten gave tfjs's module, untyped there. */
interface Emscripten {
  asm: { memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Loads the kernels into the memory of tfjs's WASM backend, which must have been started. */
export async function loadKernels(binary: BufferSource): Promise<OwnKernels> {
  const backend = tf.findBackend('wasm') as BackendWasm;
  const { asm, _malloc, _free } = backend.wasm as unknown as Emscripten;
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory: asm.memory } });
  const exports = instance.exports as unknown as Exports;
  return {
    ...exports,
    space: _malloc(exports.workspace()),
    addressOf: ({ dataId }) => backend.getMemoryOffset(dataId),
    allocate: (shape) => backend.makeOutput(shape, 'float32'),
    allocateBeside: allocatorBeside(backend, _malloc, _free),
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
  };
}

/** Frees what was allocated as soon as the backend frees the tensor's own numbers. */
function allocatorBeside(backend: BackendWasm, allocate: Emscripten['_malloc'], free: Emscripten['_free']) {
  const companions = new Map<object, number[]>();
  const disposeData = backend.disposeData.bind(backend);
  backend.disposeData = (dataId, force) => {
    const gone = disposeData(dataId, force);
    if (gone) companions.get(dataId)?.forEach((address) => free(address));
    if (gone) companions.delete(dataId);
    return gone;
  };
  return ({ dataId }: tf.TensorInfo, bytes: number): number => {
    const address = allocate(bytes);
    companions.set(dataId, [...(companions.get(dataId) ?? []), address]);
    return address;
  };
}

/** Puts a kernel in the place of tfjs's, if it has one, which may be called for what ours does not do itself. */
export function replaceKernel(name: string, make: (old: tf.KernelFunc) => tf.KernelFunc): void {
  const old = tf.getKernel(name, 'wasm');
  if (old) tf.unregisterKernel(name, 'wasm');
  tf.registerKernel({ kernelName: name, backendName: 'wasm', kernelFunc: make(old?.kernelFunc) });
}
