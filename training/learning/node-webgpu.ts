// Gives Node the browser's WebGPU by way of the optional package `webgpu` (Dawn). Runs in training workers.
import { webgpuObstacle } from '../../model/webgpu.ts';

interface Dawn {
  create(options: string[]): GPU;
  globals: Record<string, unknown>;
}

/** Starts tfjs on the graphics card. @throws Error of one line when the package or the card is missing. */
export async function startNodeWebgpu(): Promise<void> {
  const name = 'webgpu'; // not a literal: the package is large and only training on a graphics card needs it
  const { create, globals }: Dawn = await import(name).catch(() => {
    throw new Error('--gpu needs one more package: npm install --no-save webgpu');
  });
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true });
  const obstacle = await webgpuObstacle('graphics card');
  if (obstacle) throw new Error(obstacle);
  const { startWebgpu } = await import('../../model/tfjs-webgpu.ts'); // it looks for a card when it is loaded
  await startWebgpu();
}
