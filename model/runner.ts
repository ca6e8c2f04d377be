// Runs the encoder on the graphics card or on the processor, whichever is right and asked for. Runs everywhere.
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, type Compute, startWebgpu, webgpuObstacle } from './backend.ts';
import { createEncoder, type Encoder } from './encoder.ts';
import { goldenDifference, goldenPixels } from './golden.ts';

/** The encoder on one backend. */
export interface Runner {
  backend: BackendName;
  why: string;
  /** → features [81·1280] in ordinary memory. */
  encode(pixels: Uint8Array): Promise<Float32Array>;
  dispose(): void;
}

type EncoderArrays = Parameters<typeof createEncoder>[0];

/** The graphics card where there is one that computes the golden picture right, else the processor. */
export async function createRunner(arrays: EncoderArrays, compute: Compute): Promise<Runner> {
  const obstacle = await webgpuObstacle(compute);
  if (obstacle) return onProcessor(arrays, obstacle);
  try {
    await startWebgpu();
    const runner = run(createEncoder(arrays), 'webgpu', 'the graphics card passed its test');
    const difference = goldenDifference(await runner.encode(goldenPixels()));
    if (difference === null) return runner;
    runner.dispose();
    return onProcessor(arrays, `the graphics card computes wrong numbers (${difference})`);
  } catch (error) {
    return onProcessor(arrays, `the graphics card could not be started (${(error as Error).message})`);
  }
}

export function onProcessor(arrays: EncoderArrays, why: string): Runner {
  tf.setBackend('wasm');
  return run(createEncoder(arrays), 'wasm', why);
}

function run(encoder: Encoder, backend: BackendName, why: string): Runner {
  return {
    backend,
    why,
    async encode(pixels) {
      tf.setBackend(backend);
      const grid = encoder.encode(pixels);
      const features = await grid.data<'float32'>();
      grid.dispose();
      return features;
    },
    dispose: () => encoder.dispose(),
  };
}
