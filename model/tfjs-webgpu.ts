// The encoder on the graphics card, by tfjs. Loaded only where there is one. Runs in the hidden page.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
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
  const { device } = tf.backend() as WebGPUBackend;
  return {
    /** RGB bytes [260, 260, 3] → features [81·1280] in ordinary memory. Rejects when the graphics card fails. */
    encode: (pixels: Uint8Array): Promise<Float32Array> =>
      withoutErrors(device, async () => {
        const grid = encoder.encode(pixels);
        const features = await grid.data<'float32'>();
        grid.dispose();
        return features;
      }),
    dispose: () => encoder.dispose(),
  };
}

const KINDS = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * WebGPU keeps quiet about steps that could not be done, and goes on with what was in memory before: of another picture,
 * maybe. @throws Error where there was any
 */
async function withoutErrors<T>(device: GPUDevice, work: () => Promise<T>): Promise<T> {
  for (const kind of KINDS) device.pushErrorScope(kind);
  let errors: (GPUError | null)[] = [];
  const result = await work().finally(async () => {
    errors = await Promise.all(KINDS.map(() => device.popErrorScope()));
  });
  const error = errors.find(Boolean);
  if (error) throw new Error(error.message.split('\n', 1)[0]);
  return result;
}
