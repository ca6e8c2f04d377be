// Encodes a share of the pictures, one at a time. Runs in a worker thread of encode-pictures.ts.
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { startWasm } from '../model/backend.ts';
import { createEncoder } from '../model/encoder.ts';
import { floatsToHalves } from '../model/float16.ts';
import { readSafetensors } from '../model/safetensors.ts';
import { readPixels } from '../scripts/image-file.ts';
import { openPictures } from './archive.ts';
import { FeatureFile, valuesBefore } from './features.ts';
import { readBuffer, WASM_PATH } from './files.ts';
import { mirror } from './mirror.ts';

export interface EncodeJob {
  /** The archive or folder. */
  images: string;
  mirrored: boolean;
  /** The block to stop before. */
  before: number;
  /** The encoder's. */
  weights: string;
  path: string;
  slots: number;
  todo: { slot: number; name: string }[];
}

const { images, mirrored, before, weights, path, slots, todo } = workerData as EncodeJob;
sharp.concurrency(1);
await startWasm(WASM_PATH);
const encoder = createEncoder(readSafetensors(readBuffer(weights)));
const pictures = await openPictures(images);
const file = new FeatureFile(path, slots, 'write', valuesBefore(before));

async function pixelsOf(name: string): Promise<Uint8Array> {
  const pixels = await readPixels(await pictures.read(name)).catch((cause: Error) => {
    throw new Error(`${name} cannot be encoded: ${cause.message}`, { cause });
  });
  return mirrored ? mirror(pixels) : pixels;
}

for (const { slot, name } of todo) {
  const grid = encoder.encode(await pixelsOf(name), before); // [1, 9, 9, channels]
  file.write(slot, floatsToHalves(grid.dataSync<'float32'>()));
  grid.dispose();
  parentPort?.postMessage(slot);
}
file.close();
pictures.close();
