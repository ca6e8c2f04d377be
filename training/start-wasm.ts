// Starts tfjs on WebAssembly. Runs in Node.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { WASM_PATH } from './files.ts';

/** SIMD, one thread: training has workers of its own. */
export async function startWasm(): Promise<void> {
  if (!tf.findBackend('wasm')) {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(WASM_PATH);
  }
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started');
}
