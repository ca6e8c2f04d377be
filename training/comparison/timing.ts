// How long architectures take: a step of training, a description. Each in turn, over and over, so that whatever else the
// machine does meets all alike. Runs in Node, on one thread.
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { goldenPixels } from '../../model/golden.ts';
import { type NamedArrays, readSafetensors } from '../../model/safetensors.ts';
import { createEncoder } from '../../model/tfjs-encoder.ts';
import type { Architecture } from '../architectures/architecture.ts';
import { createDecoder } from '../architectures/decoder.ts';
import { cleanCaption, type Dataset } from '../data/captions.ts';
import { type Features, openGrids } from '../encoding/features.ts';
import { readBuffer, weightsFile } from '../files.ts';
import { type Example, pack, toIds } from '../learning/batches.ts';
import { learn } from '../learning/learner.ts';
import { maskWords } from '../learning/masks.ts';
import { hiddenOf, type Layout, layoutOf, partOf } from '../learning/parameters.ts';
import { seededRandom } from '../random.ts';
import type { Settings } from '../settings.ts';

/** A trained architecture. */
export interface Timed {
  architecture: Architecture;
  arrays: NamedArrays;
}

/** Descriptions that are timed, and rounds of everything else. */
const TIMED = 40;
const ROUNDS = 5;

/** Milliseconds per step and per description for each architecture, and for the encoder, all on the same pictures. */
export async function takeTimes(
  timed: Timed[],
  vocabulary: string[],
  training: Dataset,
  dev: Dataset,
  features: Features,
  settings: Settings,
) {
  const grids = openGrids(features);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const files = training.files.slice(0, settings.picturesPerStep);
  const examples = files.map((file, slot) => ({
    slot,
    captions: (training.captions.get(file) ?? []).map((each) => toIds(cleanCaption(each), ids, settings.maximumWords)),
  }));
  const together = new Float32Array(files.length * REGIONS * FEATURES);
  files.forEach((file, i) => {
    together.set(grids.read(file), i * REGIONS * FEATURES);
  });
  const singly = dev.files.slice(0, TIMED).map((file) => grids.read(file).slice());
  grids.close();
  const encoder = readSafetensors(readBuffer(weightsFile('encoder.safetensors')));
  return {
    steps: await timeSteps(timed, examples, together, settings, ROUNDS),
    descriptions: await timeDescriptions(timed, singly, settings),
    encoder: await timeEncoder(encoder, ROUNDS),
  };
}

/** Median milliseconds of each work, taken in turn `rounds` times after one round to warm up. */
export async function inTurn(works: (() => unknown)[], rounds: number): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, work] of works.entries()) {
      const started = performance.now();
      await work();
      if (round > 0) times[i].push(performance.now() - started);
    }
  }
  return times.map((own) => own.sort((a, b) => a - b)[Math.floor(own.length / 2)]);
}

/** One picture [81, 1280] to its sentence, by each decoder. */
async function timeDescriptions(timed: Timed[], grids: Float32Array[], settings: Settings): Promise<number[]> {
  const decoders = timed.map(({ architecture, arrays }) => createDecoder(architecture, arrays));
  const tensors = grids.map((grid) => tf.tensor2d(grid, [REGIONS, grid.length / REGIONS]));
  const works = decoders.map((decoder) => {
    let next = 0;
    return () => {
      const seen = decoder.look(tensors[next++ % tensors.length]);
      beamSearch(seen, settings.beams, settings.maximumWords);
      seen.forget();
    };
  });
  const times = await inTurn(works, grids.length);
  tf.dispose(tensors);
  for (const decoder of decoders) decoder.dispose();
  return times;
}

/** One picture to its features. */
async function timeEncoder(arrays: NamedArrays, rounds: number): Promise<number> {
  const encoder = createEncoder(arrays);
  const pixels = goldenPixels();
  const [time] = await inTurn([() => encoder.encode(pixels).dispose()], rounds);
  encoder.dispose();
  return time;
}

/** Gradients of one step's pictures, by each architecture. @param grids those of the examples, one after another */
async function timeSteps(
  timed: Timed[],
  examples: Example[],
  grids: Float32Array,
  settings: Settings,
  rounds: number,
): Promise<number[]> {
  const batch = pack(examples);
  const grid = tf.tensor2d(grids, [examples.length * REGIONS, grids.length / examples.length / REGIONS]);
  const works = timed.map(({ architecture, arrays }) => {
    const layout = layoutOf(Object.fromEntries([...arrays].map(([name, { shape }]) => [name, shape])));
    const parameters = flatten(arrays, layout);
    const masked = { hidden: hiddenOf(layout), attends: architecture.attends };
    const masks = maskWords(masked, batch, settings.dropout, seededRandom(settings.seed));
    const learner = { architecture, settings, layout, parameters, masks };
    return () => learn(learner, batch, grid, batch.targets.length, new Float32Array(layout.length));
  });
  const times = await inTurn(works, rounds);
  grid.dispose();
  return times;
}

function flatten(arrays: NamedArrays, layout: Layout): Float32Array {
  const vector = new Float32Array(layout.length);
  for (const [name, { values }] of arrays) partOf(vector, layout, name).set(values);
  return vector;
}
