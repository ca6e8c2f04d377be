// Encodes every picture once: archive → cached float16 features. Runs in Node; the work is done by encode-worker.ts.
import { mkdirSync, statSync } from 'node:fs';
import type { EncodeJob } from './encode-worker.ts';
import { FeatureFile, readIndex } from './features.ts';
import { CACHE, fingerprint, hashText, weightsFile, writeAtomically } from './files.ts';
import { showProgress } from './progress.ts';
import { startWorker } from './start-worker.ts';

export interface Features {
  path: string;
  /** Picture name → slot in the file. */
  slots: Map<string, number>;
}

/**
 * Brings the feature cache up to date for `names` (pictures already there are not encoded again).
 * Holds one picture per worker in memory. Rejects when a worker fails; what was encoded stays.
 */
export async function encodePictures(archive: string, names: string[], workers: number): Promise<Features> {
  mkdirSync(CACHE, { recursive: true });
  const path = `${CACHE}/features-${fingerprint(weightsFile('encoder.safetensors'))}-${hashText(
    [statSync(archive).size, ...names].join('\n'),
  )
    .toString(16)
    .padStart(8, '0')}.f16`;
  if (!readIndex(`${path}.json`)) writeAtomically(`${path}.json`, JSON.stringify({ names }));
  const file = new FeatureFile(path, names.length);
  const filled = file.filled();
  file.close();
  const todo = names.flatMap((name, slot) => (filled[slot] ? [] : [{ slot, name }]));
  if (todo.length > 0) await runWorkers(archive, path, names.length, todo, workers);
  return { path, slots: new Map(names.map((name, slot) => [name, slot])) };
}

async function runWorkers(archive: string, path: string, slots: number, todo: EncodeJob['todo'], workers: number) {
  const progress = showProgress('encoding', todo.length, 'pictures');
  const jobs = Array.from({ length: workers }, (_, w) => {
    const job: EncodeJob = { archive, path, slots, todo: todo.filter((_, i) => i % workers === w) };
    const worker = startWorker(new URL('./encode-worker.ts', import.meta.url), job);
    worker.on('message', () => progress.step());
    return new Promise<void>((resolve, reject) => worker.once('error', reject).once('exit', () => resolve()));
  });
  await Promise.all(jobs).finally(() => progress.stop());
}
