// Runs the encoder on the graphics card or on the processor, whichever is right and asked for. Runs everywhere.
import type { Engine } from './engine.ts';
import { goldenDifference, goldenPixels } from './golden.ts';
import type { NamedArrays } from './safetensors.ts';
import { createWasmEncoder } from './wasm-encoder.ts';
import { type Compute, webgpuObstacle } from './webgpu.ts';

export type BackendName = 'webgpu' | 'wasm';

/** The encoder where it runs. */
export interface Runner {
  backend: BackendName;
  why: string;
  /** → features [81·1280], valid until the next call. */
  encode(pixels: Uint8Array): Promise<Float32Array>;
  dispose(): void;
}

/** The graphics card where there is one that computes the golden picture right, else the processor. */
export async function createRunner(arrays: NamedArrays, compute: Compute, engine: Engine): Promise<Runner> {
  const obstacle = await webgpuObstacle(compute);
  if (obstacle) return onProcessor(arrays, engine, obstacle);
  let encoder: Pick<Runner, 'encode' | 'dispose'> | undefined;
  try {
    const { createWebgpuEncoder } = await import('./tfjs-webgpu.ts');
    encoder = await createWebgpuEncoder(arrays);
    const difference = goldenDifference(await encoder.encode(goldenPixels()), arrays);
    if (difference === null) return { ...encoder, backend: 'webgpu', why: 'the graphics card passed its test' };
    encoder.dispose();
    return onProcessor(arrays, engine, `the graphics card computes wrong numbers (${difference})`);
  } catch (error) {
    encoder?.dispose(); // a card that is full needs its memory back
    return onProcessor(arrays, engine, `the graphics card could not be started (${(error as Error).message})`);
  }
}

export function onProcessor(arrays: NamedArrays, engine: Engine, why: string): Runner {
  const encoder = createWasmEncoder(engine, arrays);
  return { backend: 'wasm', why, encode: async (pixels) => encoder.encode(pixels), dispose() {} };
}
