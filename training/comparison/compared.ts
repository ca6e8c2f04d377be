// A run as the comparison sees it: how far it got, and what it came to. Runs in Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { readMetadata, readSafetensors } from '../../model/safetensors.ts';
import { showProgress } from '../../scripts/progress.ts';
import { ARCHITECTURES } from '../architectures/all.ts';
import { type Architecture, shapesToLearn } from '../architectures/architecture.ts';
import { architectureOf, createDecoder, type TfjsDecoder } from '../architectures/decoder.ts';
import { type Features, openGrids } from '../encoding/named-features.ts';
import { readBuffer } from '../files.ts';
import { layoutOf } from '../learning/parameters.ts';
import { phasesOf } from '../learning/phases.ts';
import { type Run, readRun } from '../run/checkpoint.ts';
import { startFile } from '../run/mixtures.ts';
import type { Settings } from '../settings.ts';
import { mean } from '../sums.ts';
import { checkRecipe, differing, type Result } from './results.ts';

const checkpointOf = (folder: string) => join(folder, 'checkpoint.safetensors');
const onCaptions = ({ epochs }: Run) => epochs.filter(({ phase }) => phase === 'captions');

export type Progress = 'none' | 'begun' | 'done';

/** How far the run in `folder` got with these settings and captions. @throws Error where it is of others */
export function progressOf(folder: string, settings: Settings, vocabulary: string[]): Progress {
  if (!existsSync(checkpointOf(folder))) return 'none';
  const run = readRun(readBuffer(checkpointOf(folder)));
  const isDone = onCaptions(run).length >= settings.epochs;
  const other = differing(run.settings, settings).filter((name) => !(isDone && name === 'beams')); // only judged it meanwhile
  checkRecipe(folder, other);
  if (run.vocabulary.join() !== vocabulary.join())
    throw new Error(`${folder} was trained on other captions: pass the same, or another --prefix`);
  return isDone ? 'done' : 'begun';
}

/**
 * Describes dev with the best weights of a run that has come to its end.
 * @param names of the dev pictures, among the features
 * @throws Error in one line where the weights are missing, or of no architecture that is known
 */
export async function resultOf(
  folder: string,
  features: Features,
  names: string[],
  settings: Settings,
): Promise<Result> {
  const run = readRun(readBuffer(checkpointOf(folder)));
  const [, next] = phasesOf(run.settings); // once that has begun, its start is the best of the captions
  const path = [...(next ? [startFile(folder, next.name)] : []), join(folder, 'best.safetensors')].find(existsSync);
  if (!path) throw new Error(`${folder} has no weights: train it first`);
  const file = readBuffer(path);
  const architecture = architectureOf(readMetadata(file), ARCHITECTURES);
  const arrays = readSafetensors(file);
  const decoder = createDecoder(architecture, arrays);
  const epochs = onCaptions(run);
  const seconds = run.epochSeconds?.slice(0, epochs.length);
  const result: Result = {
    architecture: architecture.name,
    settings,
    epochs,
    ...(seconds?.length === epochs.length && { secondsPerEpoch: mean(seconds) }),
    parameters: parametersOf(architecture, run.vocabulary.length, settings),
    sentences: await describe(decoder, run.vocabulary, features, names, settings),
  };
  decoder.dispose();
  return result;
}

/** How many numbers an architecture has, the encoder's not among them. @param words of the vocabulary */
export function parametersOf(architecture: Architecture, words: number, settings: Settings): number {
  return layoutOf(shapesToLearn(architecture, words, settings)).length;
}

/** Pictures decoded together. */
const AT_ONCE = 16;

/** The best sentence for each picture. */
async function describe(
  decoder: TfjsDecoder,
  vocabulary: string[],
  features: Features,
  names: string[],
  { beams, maximumWords }: Settings,
): Promise<Record<string, string>> {
  const grids = openGrids(features);
  const progress = showProgress('describing dev', names.length, 'pictures');
  const sentences: Record<string, string> = {};
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const some = names.slice(i, i + AT_ONCE);
    const values = new Float32Array(some.length * REGIONS * FEATURES);
    some.forEach((name, p) => {
      values.set(grids.read(name), p * REGIONS * FEATURES);
    });
    const grid = tf.tensor2d(values, [some.length * REGIONS, FEATURES]);
    const seen = decoder.look(grid);
    beamSearch(seen, beams, maximumWords).forEach(([best], p) => {
      sentences[some[p]] = best.words.map((id) => vocabulary[id]).join(' ');
      progress.step();
    });
    seen.forget();
    grid.dispose();
    await setImmediate(); // lets the progress bar move
  }
  progress.stop();
  grids.close();
  return sentences;
}
