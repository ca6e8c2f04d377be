// The encoder on the graphics card, by tfjs. Loaded only where there is one. Runs in the hidden page.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import type { NamedArrays } from './safetensors.ts';
import { createEncoder } from './tfjs-encoder.ts';

/** Makes it tfjs's current backend. Rejects when there is no adapter. */
export async function startWebgpu(): Promise<void> {
  // tfjs answers false, and silently goes on with another backend, when there is no adapter.
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be started');
}

/** Rejects when there is no adapter. */
export async function createWebgpuEncoder(arrays: NamedArrays) {
  await startWebgpu();
  const encoder = createEncoder(arrays);
  return {
    /** RGB bytes [260, 260, 3] → features [81·1280] in ordinary memory. */
    async encode(pixels: Uint8Array): Promise<Float32Array> {
      const grid = encoder.encode(pixels);
      const features = await grid.data<'float32'>();
      grid.dispose();
      return features;
    },
    dispose: () => encoder.dispose(),
  };
}
