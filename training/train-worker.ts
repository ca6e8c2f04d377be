// Trains on its share of every step, or describes its share of dev. Runs in a worker thread of train.ts.
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { startWasm } from '../model/backend.ts';
import { type Beam, beamSearch } from '../model/beam-search.ts';
import { createDecoder } from '../model/decoder.ts';
import { FEATURES, REGIONS } from '../model/encoder.ts';
import { type Example, epochSteps, pack, shareOf } from './batches.ts';
import { FeatureFile, GRID } from './features.ts';
import { WASM_PATH } from './files.ts';
import { learn } from './learner.ts';
import { startNodeWebgpu } from './node-webgpu.ts';
import { adamStep, layoutOf, type SharedState, toArrays } from './parameters.ts';
import { seededRandom } from './random.ts';
import { learningRateAt, type Settings } from './settings.ts';

export interface TrainJob {
  worker: number;
  /** Train on the graphics card. */
  gpu: boolean;
  settings: Settings;
  state: SharedState;
  shapes: Record<string, number[]>;
  features: { path: string; slots: number };
  examples: Example[];
}
export type Command = { do: 'train'; epoch: number } | { do: 'describe'; slots: number[] };
export type Report = { step: number; loss: number } | { slot: number; beams: Beam[] } | { done: true };

const { worker, gpu, settings, state, shapes, features, examples } = workerData as TrainJob;
const layout = layoutOf(shapes);
const report = (message: Report) => parentPort?.postMessage(message);
await startWasm(WASM_PATH);
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
  for (const [i, pictures] of steps.entries()) {
    const step = epoch * steps.length + i;
    state.gradients[worker].fill(0);
    const loss = await learnShare(step, pictures);
    adamStep(state, worker, step, learningRateAt(step, settings.epochs * steps.length, settings), settings);
    report({ step, loss });
  }
}

const wordsIn = (pictures: Example[]) =>
  pictures.reduce((sum, { captions }) => sum + captions.flat().length + captions.length, 0);

/** Gradients of this worker's pictures. @returns the mean −log p of their words, 0 when there are none */
async function learnShare(step: number, pictures: Example[]): Promise<number> {
  const own = shareOf(pictures, worker, settings.workers);
  if (own.length === 0) return 0;
  tf.setBackend(gpu ? 'webgpu' : 'wasm');
  const batch = pack(own);
  const grid = readGrid(batch.slots);
  const random = seededRandom(settings.seed, step, worker, 3);
  const learning = { settings, layout, parameters: state.parameters, random };
  const loss = await learn(learning, batch, grid, wordsIn(pictures), state.gradients[worker]);
  grid.dispose();
  return loss / wordsIn(own);
}

/** Pictures decoded together; more would not be faster. */
const PICTURES_AT_ONCE = 16;

function describe(slots: number[]): void {
  tf.setBackend('wasm'); // the decoder reads back at every word
  const decoder = createDecoder(toArrays(state.parameters, layout));
  for (let i = 0; i < slots.length; i += PICTURES_AT_ONCE) {
    const some = slots.slice(i, i + PICTURES_AT_ONCE);
    const grid = readGrid(some);
    const seen = decoder.look(grid);
    grid.dispose();
    beamSearch(decoder, seen, settings.beams, settings.maximumWords).forEach((beams, p) => {
      report({ slot: some[p], beams });
    });
    decoder.forget(seen);
  }
  decoder.dispose();
}

parentPort?.on('message', async (command: Command) => {
  if (command.do === 'train') await trainEpoch(command.epoch);
  else describe(command.slots);
  report({ done: true });
});
