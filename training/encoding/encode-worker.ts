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

/** What is posted after each picture: why it is left out, in words, where it is. */
export type Encoded = { problem?: string };

for (const { slot, name } of todo) {
  const bytes = await pictures.read(name);
  const pixels = await readView(bytes, view, name).catch((cause: Error) => cause);
  const broken = pixels instanceof Error;
  const grids = broken ? undefined : encoder.encodeStages(pixels, stages);
  files.forEach((file, i) => {
    file.write(slot, grids ? floatsToHalves(grids[i]) : new Uint16Array(file.values));
  });
  parentPort?.postMessage((broken ? { problem: `${name} is left out: ${pixels.message}` } : {}) satisfies Encoded);
}
for (const file of files) file.close();
pictures.close();
