// One trained run as the comparison sees it: its history, its weights, what it says of dev. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { type NamedArrays, readMetadata, readSafetensors } from '../../model/safetensors.ts';
import { ARCHITECTURES } from '../architectures/all.ts';
import type { Architecture } from '../architectures/architecture.ts';
import { architectureOf, createDecoder } from '../architectures/decoder.ts';
import { type Features, openGrids } from '../encoding/features.ts';
import { fingerprint, readBuffer, writeAtomically } from '../files.ts';
import { phasesOf } from '../learning/phases.ts';
import { showProgress } from '../progress.ts';
import { type Run, readRun, type TrainedEpoch } from '../run/checkpoint.ts';
import { startFile } from '../run/mixtures.ts';
import type { Settings } from '../settings.ts';

export interface TrainedRun {
  architecture: Architecture;
  /** Those trained on captions; what self-critical epochs make of them is not compared. */
  epochs: TrainedEpoch[];
  /** Mean over the epochs; undefined for older runs. */
  secondsPerEpoch?: number;
  vocabulary: string[];
  /** The best epoch's weights. */
  path: string;
  arrays: NamedArrays;
}

const checkpointOf = (folder: string) => join(folder, 'checkpoint.safetensors');
const onCaptions = ({ epochs }: Run) => epochs.filter(({ phase }) => phase === 'captions');
const phasesLater = /^(tail|selfCritical)|^(keptKnowledge|samples|temperature|averaging)$/;
const isOfCaptions = (name: string) => name !== 'workers' && !phasesLater.test(name);

/** How far the run in `folder` got with this recipe: 'none', 'begun' or 'done'. @throws Error where the recipe is another */
export function progressOf(folder: string, settings: Settings): 'none' | 'begun' | 'done' {
  if (!existsSync(checkpointOf(folder))) return 'none';
  const run = readRun(readBuffer(checkpointOf(folder)));
  const names = Object.keys(settings) as (keyof Settings)[];
  const differing = names.filter((name) => isOfCaptions(name) && run.settings[name] !== settings[name]);
  if (differing.length > 0)
    throw new Error(`${folder} was trained with another ${differing.join(', ')}: pass the same, or another --prefix`);
  return onCaptions(run).length >= settings.epochs ? 'done' : 'begun';
}

/** @throws Error in one line where the weights are of no architecture that is known */
export function openRun(folder: string): TrainedRun {
  const run = readRun(readBuffer(checkpointOf(folder)));
  const [, next] = phasesOf(run.settings); // once that has begun, its start is the best of the captions
  const path = [...(next ? [startFile(folder, next.name)] : []), join(folder, 'best.safetensors')].find(existsSync);
  if (!path) throw new Error(`${folder} has no weights: train it first`);
  const file = readBuffer(path);
  const epochs = onCaptions(run);
  const seconds = run.epochSeconds?.slice(0, epochs.length);
  return {
    architecture: architectureOf(readMetadata(file), ARCHITECTURES),
    epochs,
    ...(seconds?.length === epochs.length && { secondsPerEpoch: seconds.reduce((a, b) => a + b) / seconds.length }),
    vocabulary: run.vocabulary,
    path,
    arrays: readSafetensors(file),
  };
}

/** Pictures decoded together. */
const AT_ONCE = 16;

/** The best sentence for each picture. Kept beside the weights, so that it is searched once. */
export async function describePictures(run: TrainedRun, features: Features, names: string[], settings: Settings) {
  const { beams, maximumWords } = settings;
  const cache = `${run.path}.described.json`;
  const key = JSON.stringify([fingerprint(run.path), beams, maximumWords, names]);
  const kept = existsSync(cache) ? JSON.parse(readFileSync(cache, 'utf8')) : undefined;
  if (kept?.key === key) return new Map<string, string>(kept.sentences);
  const sentences = await search(run, features, names, settings);
  writeAtomically(cache, JSON.stringify({ key, sentences: [...sentences] }));
  return sentences;
}

async function search(run: TrainedRun, features: Features, names: string[], { beams, maximumWords }: Settings) {
  const decoder = createDecoder(run.architecture, run.arrays);
  const grids = openGrids(features);
  const progress = showProgress(`${run.architecture.name}: describing`, names.length, 'pictures');
  const sentences = new Map<string, string>();
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const some = names.slice(i, i + AT_ONCE);
    const values = new Float32Array(some.length * REGIONS * FEATURES);
    some.forEach((name, p) => {
      values.set(grids.read(name), p * REGIONS * FEATURES);
    });
    const grid = tf.tensor2d(values, [some.length * REGIONS, FEATURES]);
    const seen = decoder.look(grid);
    beamSearch(seen, beams, maximumWords).forEach(([best], p) => {
      sentences.set(some[p], best.words.map((id) => run.vocabulary[id]).join(' '));
      progress.step();
    });
    seen.forget();
    grid.dispose();
    await setImmediate(); // lets the progress bar move
  }
  progress.stop();
  grids.close();
  decoder.dispose();
  return sentences;
}
