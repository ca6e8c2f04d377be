// Chooses what computes the encoder (graphics card or processor) and starts it. Runs in the hidden page, Node and tests.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

export type Compute = 'automatic' | 'graphics card' | 'processor';
export type BackendName = 'webgpu' | 'wasm';

/** Starts tfjs on WebAssembly SIMD, one thread. `wasmPath` is the folder or URL prefix of tfjs's .wasm files. */
export async function startWasm(wasmPath: string): Promise<void> {
  if (tf.findBackend('wasm')) {
    tf.setBackend('wasm');
    return;
  }
  // The threaded build needs a blob: worker, which extension pages forbid: it would wait for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmPath);
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started');
}

/** Whether WebGPU is to be tried, and if not, why. A software adapter is slower than WebAssembly, so only a forced choice takes it. */
export async function webgpuObstacle(compute: Compute): Promise<string | null> {
  if (compute === 'processor') return 'the processor was chosen in the options';
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return 'there is no graphics card that WebGPU can use';
  const software = adapter.info?.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(adapterName(adapter));
  return software && compute === 'automatic' ? 'the only WebGPU adapter is software' : null;
}

function adapterName({ info }: GPUAdapter): string {
  return `${info?.vendor} ${info?.architecture} ${info?.device} ${info?.description}`;
}

/** Starts tfjs on WebGPU beside WASM and makes it current. Rejects when it cannot. */
export async function startWebgpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgpu');
  // tfjs answers false, and silently goes on with another backend, when there is no adapter.
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be started');
}
