// Encodes a share of the pictures, one at a time. Runs in a worker thread of encode-pictures.ts.
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { floatsToHalves } from '../../model/float16.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createWasmEncoder } from '../../model/wasm-encoder.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';
import { openPictures } from '../data/archive.ts';
import { readBuffer } from '../files.ts';
import { FeatureFile, valuesBefore } from './features.ts';
import { readView, type View } from './picture-views.ts';

export interface EncodeJob {
  /** The archive or folder. */
  images: string;
  view: View;
  /** The encoder's. */
  weights: string;
  /** Feature files, and the blocks to stop before for each; first blocks first. */
  outputs: { path: string; before: number }[];
  slots: number;
  todo: { slot: number; name: string }[];
}

const { images, view, weights, outputs, slots, todo } = workerData as EncodeJob;
sharp.concurrency(1);
const encoder = createWasmEncoder(await startNodeEngine(), readSafetensors(readBuffer(weights)));
const stages = outputs.map(({ before }) => before);
const pictures = await openPictures(images);
const files = outputs.map(({ path, before }) => new FeatureFile(path, slots, 'write', valuesBefore(before)));

async function pixelsOf(name: string): Promise<Uint8Array> {
  return readView(await pictures.read(name), view, name).catch((cause: Error) => {
    throw new Error(`${name} cannot be encoded: ${cause.message}`, { cause });
  });
}

for (const { slot, name } of todo) {
  encoder.encodeStages(await pixelsOf(name), stages).forEach((grid, i) => {
    files[i].write(slot, floatsToHalves(grid));
  });
  parentPort?.postMessage(slot);
}
for (const file of files) file.close();
pictures.close();
