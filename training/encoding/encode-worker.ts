// Encodes a share of the pictures, one at a time. Runs in a worker thread of encode-pictures.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { startWasm } from '../../model/backend.ts';
import { createEncoder } from '../../model/encoder.ts';
import { floatsToHalves } from '../../model/float16.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { openPictures } from '../data/archive.ts';
import { readBuffer, WASM_PATH } from '../files.ts';
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
await startWasm(WASM_PATH);
const encoder = createEncoder(readSafetensors(readBuffer(weights)));
const pictures = await openPictures(images);
const files = outputs.map(({ path, before }) => new FeatureFile(path, slots, 'write', valuesBefore(before)));

async function pixelsOf(name: string): Promise<Uint8Array> {
  return readView(await pictures.read(name), view, name).catch((cause: Error) => {
    throw new Error(`${name} cannot be encoded: ${cause.message}`, { cause });
  });
}

/** Frees `grid`. */
function goOn(grid: tf.Tensor4D, from: number, to: number): tf.Tensor4D {
  const next = encoder.encodeFrom(from, grid, to);
  grid.dispose();
  return next;
}

for (const { slot, name } of todo) {
  let grid = encoder.encode(await pixelsOf(name), outputs[0].before); // [1, 9, 9, channels]
  outputs.forEach(({ before }, i) => {
    if (i > 0) grid = goOn(grid, outputs[i - 1].before, before);
    files[i].write(slot, floatsToHalves(grid.dataSync<'float32'>()));
  });
  grid.dispose();
  parentPort?.postMessage(slot);
}
for (const file of files) file.close();
pictures.close();
