// Encodes pictures once: archive or folder → cached float16 features. Runs in Node; the work is done by encode-worker.ts.
import { mkdirSync } from 'node:fs';
import { END } from '../../model/encoder.ts';
import { showProgress } from '../../scripts/progress.ts';
import type { Archive } from '../data/archive.ts';
import { CACHE, fingerprint, hashText, weightsFile, writeAtomically } from '../files.ts';
import { startWorker } from '../start-worker.ts';
import type { Encoded, EncodeJob } from './encode-worker.ts';
import { FeatureFile, isWhole, valuesBefore } from './features.ts';
import { type Features, readableSlots } from './named-features.ts';
import type { View } from './picture-views.ts';
import { type Shard, shardPath, slotsOf, WHOLE } from './shards.ts';

export interface Pictures {
  images: Archive;
  training: string[];
  dev: string[];
}

/** How pictures are to be encoded, and where features lie. */
export interface Encoding {
  /** Plain: training pictures before dev. Otherwise only the training pictures, in the same slots. */
  view: View;
  /** The block to stop before: from 16 on, where pictures are grids of 9 × 9; END for the whole encoder. */
  before: number;
  /** The encoder's weights. */
  weights: string;
  /** It is made. */
  folder: string;
}

/** The encoder as it is shipped, pictures as they are. */
const SHIPPED: Encoding = { view: 'plain', before: END, weights: weightsFile('encoder.safetensors'), folder: CACHE };

/** What is to be encoded, and where to. */
export interface Plan extends Omit<Encoding, 'folder'> {
  /** The archive or folder. */
  images: string;
  /** The pictures in the order of their slots. */
  names: string[];
  /** The feature file; its name tells encoder, pictures, block and view. */
  path: string;
}

/** @param how whatever is not as usual */
export async function planEncoding({ images, training, dev }: Pictures, how: Partial<Encoding> = {}): Promise<Plan> {
  const { view, before, weights, folder } = { ...SHIPPED, ...how };
  mkdirSync(folder, { recursive: true });
  const names = [...new Set([...training, ...dev])]; // one that is in both is a training picture
  const hash = hashText([await images.bytes(names), ...names].join('\n'));
  const key = `${fingerprint(weights)}-${hash.toString(16).padStart(8, '0')}`;
  const place = before === END ? '' : `.before-${before}`;
  const path = `${folder}/features-${key}${place}${view === 'plain' ? '' : `.${view}`}.f16`;
  return { images: images.path, view, before, weights, names: view === 'plain' ? names : training, path };
}

/**
 * Makes one shard of plans that differ only in the block to stop before, or what is missing of it: pictures that are there
 * and sound are not encoded again. What is no picture is named and gets zeros. Holds one picture per worker in memory.
 * Rejects when a worker fails; what was encoded stays.
 */
export async function encodeShard(plans: Plan[], shard: Shard, workers: number): Promise<void> {
  const [{ names, images, view, weights }] = plans;
  const wanted = plans.filter(({ path }) => !isWhole(path, names.length));
  if (wanted.length === 0) return;
  const [from, to] = slotsOf(shard, names.length);
  const outputs = wanted.map(({ path, before }) => ({ path: shardPath(path, shard), before }));
  const unsound = new Set(outputs.flatMap(({ path, before }) => unsoundSlots(path, to - from, before)));
  const todo = [...unsound].sort((a, b) => a - b).map((slot) => ({ slot, name: names[from + slot] }));
  const job: EncodeJob = { images, view, weights, outputs, slots: to - from, todo };
  if (todo.length > 0) await runWorkers(job, workers);
  const lacking = outputs.find(({ path }) => !isWhole(path, to - from));
  if (lacking) throw new Error(`${lacking.path} lacks pictures: a worker ended early; run it again`);
}

/** Of a file that is made if it is not there. */
function unsoundSlots(path: string, slots: number, before: number): number[] {
  const file = new FeatureFile(path, slots, 'write', valuesBefore(before));
  const unsound = file.unsound();
  file.close();
  return unsound;
}

/** Brings the features of all pictures up to date, here and now. @returns where each picture's features are */
export async function encodePictures(
  pictures: Pictures,
  workers: number,
  how: Partial<Encoding> = {},
): Promise<Features> {
  const [features] = await encodeStages(pictures, workers, how, [END]);
  return features;
}

/** The same with one pass for several blocks to stop `before`, first blocks first. */
export async function encodeStages(
  pictures: Pictures,
  workers: number,
  how: Partial<Encoding>,
  before: number[],
): Promise<Features[]> {
  const plans = await Promise.all(before.map((block) => planEncoding(pictures, { ...how, before: block })));
  await encodeShard(plans, WHOLE, workers);
  plans.forEach(writeIndex);
  return plans.map(({ path, names, before }) => ({ path, slots: readableSlots(path, names, valuesBefore(before)) }));
}

/** The pictures in slot order, for whoever reads the features elsewhere. */
export function writeIndex({ path, names }: Plan): void {
  writeAtomically(`${path}.json`, JSON.stringify({ names }));
}

async function runWorkers(job: EncodeJob, workers: number): Promise<void> {
  const problems: string[] = [];
  const progress = showProgress(`encoding ${job.view}`, job.todo.length, 'pictures');
  const started = Array.from({ length: workers }, (_, w) => {
    const share = job.todo.filter((_, i) => i % workers === w);
    return startWorker(new URL('./encode-worker.ts', import.meta.url), { ...job, todo: share } satisfies EncodeJob);
  });
  const ends = started.map((worker) => {
    worker.on('message', ({ problem }: Encoded) => {
      progress.step();
      if (problem) problems.push(problem);
    });
    return new Promise<void>((resolve, reject) => worker.once('error', reject).once('exit', () => resolve()));
  });
  await Promise.all(ends).finally(() => {
    progress.stop();
    for (const worker of started) worker.terminate();
  });
  for (const problem of problems) console.error(problem);
}
