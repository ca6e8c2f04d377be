// Trains on its share of every step, or describes its share of dev. Runs in a worker thread of train.ts.
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { startWasm } from '../model/backend.ts';
import { type Beam, beamSearch } from '../model/beam-search.ts';
import { createDecoder, type Decoder, type Dropout, type Seen } from '../model/decoder.ts';
import { FEATURES, REGIONS } from '../model/encoder.ts';
import { work } from '../model/matmul.ts';
import { architectureNamed } from './architectures.ts';
import { type Batch, type Example, epochSteps, pack, shareOf } from './batches.ts';
import { FeatureFile, GRID } from './features.ts';
import { WASM_PATH } from './files.ts';
import { learn } from './learner.ts';
import { type Masked, type Masks, maskPictures, maskWords, spread, toDropout } from './masks.ts';
import { mean } from './ngrams.ts';
import { startNodeWebgpu } from './node-webgpu.ts';
import { startOwnKernels } from './own-kernels.ts';
import { adamStep, barrier, hiddenOf, layoutOf, type SharedState, toArrays } from './parameters.ts';
import { seededRandom } from './random.ts';
import { advantages, createReward, sampleSentences } from './self-critical.ts';
import { learningRateAt, type Settings } from './settings.ts';
import { measurePeak } from './speed.ts';

export interface TrainJob {
  worker: number;
  /** Train on the graphics card. */
  gpu: boolean;
  architecture: string;
  settings: Settings;
  state: SharedState;
  shapes: Record<string, number[]>;
  features: { path: string; slots: number };
  examples: Example[];
}
export type Command = { do: 'measure' } | { do: 'train'; epoch: number } | { do: 'describe'; slots: number[] };
/**
 * `peak`: operations per second at best. `value`: mean −log p of a word, or in self-critical epochs the mean reward of a
 * sampled sentence; `captions` and `operations` are those of this worker's share of the step.
 */
export type Report =
  | { peak: number }
  | { step: number; value: number; captions: number; operations: number }
  | { slot: number; beams: Beam[] }
  | { done: true };

const { worker, gpu, architecture: name, settings, state, shapes, features, examples } = workerData as TrainJob;
const architecture = architectureNamed(name);
const layout = layoutOf(shapes);
const masked: Masked = { hidden: hiddenOf(layout), attends: architecture.attends };
const report = (message: Report) => parentPort?.postMessage(message);
await startWasm(WASM_PATH);
await startOwnKernels();
if (gpu) await startNodeWebgpu();
const file = new FeatureFile(features.path, features.slots);

/** Features of `slots` as one tensor [slots·81, 1280]. */
function readGrid(slots: number[]): tf.Tensor2D {
  const floats = new Float32Array(slots.length * GRID);
  slots.forEach((slot, i) => file.read(slot, floats.subarray(i * GRID, (i + 1) * GRID)));
  return tf.tensor2d(floats, [slots.length * REGIONS, FEATURES]);
}

/** One pass over all examples, in step with the other workers. */
async function trainEpoch(epoch: number): Promise<void> {
  const steps = epochSteps(examples, settings.picturesPerStep, settings.seed, epoch);
  const critical = epoch >= settings.epochs;
  const phase = critical ? epoch - settings.epochs : epoch; // Adam starts anew with the second phase
  const total = settings.epochs * steps.length;
  for (const [i, pictures] of steps.entries()) {
    const step = phase * steps.length + i;
    state.gradients[worker].fill(0);
    const own = shareOf(pictures, worker, settings.workers);
    const operationsBefore = work.operations;
    const random = seededRandom(settings.seed, epoch * steps.length + i, worker, 3);
    const learnOwn = critical ? learnFromSamples : learnFromCaptions;
    const value = own.length > 0 ? await learnOwn(own, pictures, random) : 0;
    const rate = critical ? settings.selfCriticalRate : learningRateAt(step, total, settings);
    const beta2 = critical ? settings.selfCriticalBeta2 : settings.beta2;
    adamStep(state, worker, step, rate, { ...settings, beta2 });
    const captions = own.reduce((sum, picture) => sum + picture.captions.length, 0);
    report({ step, value, captions, operations: work.operations - operationsBefore });
  }
}

const wordsIn = (pictures: Example[]) =>
  pictures.reduce((sum, { captions }) => sum + captions.flat().length + captions.length, 0);

/** Cross-entropy. @returns the mean −log p of this worker's words */
async function learnFromCaptions(own: Example[], pictures: Example[], random: () => number): Promise<number> {
  const batch = pack(own);
  const masks = maskWords(masked, batch, settings.dropout, random);
  return (await learnBatch(batch, wordsIn(pictures), settings.labelSmoothing, masks)) / wordsIn(own);
}

let reward: ReturnType<typeof createReward> | undefined;

/** Self-critical. @returns the mean reward of this worker's samples */
async function learnFromSamples(own: Example[], pictures: Example[], random: () => number): Promise<number> {
  reward ??= createReward(examples);
  const rewardOf = reward;
  const masks = maskPictures(masked, own.length, settings.selfCriticalDropout, random);
  const slots = own.map(({ slot }) => slot);
  const sampled = withDecoder(toDropout(masks), (decoder) => {
    const seen = look(decoder, slots);
    const sentences = sampleSentences(decoder, seen, settings.samples, settings.maximumWords, random);
    decoder.forget(seen);
    return sentences;
  });
  const rewards = slots.map((slot, p) => sampled[p].map((words) => rewardOf(slot, words)));
  const weighted = slots.map((slot, p) => ({ slot, captions: sampled[p], weights: advantages(rewards[p]) }));
  const batch = pack(weighted);
  const tokens = (wordsIn(weighted) * pictures.length) / own.length; // the other workers' samples are as long on average
  await learnBatch(batch, tokens, 0, spread(masks, batch));
  return mean(rewards.flat());
}

/** Gradients of this worker's pictures. @returns the summed −log p of their words */
async function learnBatch(batch: Batch, tokens: number, labelSmoothing: number, masks: Masks): Promise<number> {
  tf.setBackend(gpu ? 'webgpu' : 'wasm');
  const grid = readGrid(batch.slots);
  const learner = { architecture, settings: { labelSmoothing }, layout, parameters: state.parameters, masks };
  const loss = await learn(learner, batch, grid, tokens, state.gradients[worker]);
  grid.dispose();
  return loss;
}

/** Lends `use` a decoder with the present parameters. On WASM, since it reads back at every word. */
function withDecoder<T>(dropout: Dropout | undefined, use: (decoder: Decoder) => T): T {
  tf.setBackend('wasm');
  const decoder = createDecoder(architecture, toArrays(state.parameters, layout), dropout);
  const result = use(decoder);
  decoder.dispose();
  return result;
}

function look(decoder: Decoder, slots: number[]): Seen {
  const grid = readGrid(slots);
  const seen = decoder.look(grid);
  grid.dispose();
  return seen;
}

/** Pictures decoded together; more would not be faster. */
const PICTURES_AT_ONCE = 16;

function describe(slots: number[]): void {
  withDecoder(undefined, (decoder) => {
    for (let i = 0; i < slots.length; i += PICTURES_AT_ONCE) {
      const some = slots.slice(i, i + PICTURES_AT_ONCE);
      const seen = look(decoder, some);
      beamSearch(decoder, seen, settings.beams, settings.maximumWords).forEach((beams, p) => {
        report({ slot: some[p], beams });
      });
      decoder.forget(seen);
    }
  });
}

parentPort?.on('message', async (command: Command) => {
  if (command.do === 'measure') report({ peak: measurePeak(() => barrier(state.control, settings.workers)) });
  else if (command.do === 'train') await trainEpoch(command.epoch);
  else describe(command.slots);
  report({ done: true });
});
