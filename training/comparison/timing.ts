// How long architectures take: a step of training, a description. Each in turn, over and over, so that whatever else the
// machine does meets all alike; what they have learned makes no difference, so they are new. Runs in Node, on one thread.
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { goldenPixels } from '../../model/golden.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createEncoder } from '../../model/tfjs-encoder.ts';
import { START } from '../../model/vocabulary.ts';
import { type Architecture, shapesToLearn } from '../architectures/architecture.ts';
import { createDecoder } from '../architectures/decoder.ts';
import { readBuffer, weightsFile } from '../files.ts';
import { type Example, pack } from '../learning/batches.ts';
import { learn } from '../learning/learner.ts';
import { maskWords } from '../learning/masks.ts';
import { hiddenOf, initialise, type Layout, layoutOf, toArrays } from '../learning/parameters.ts';
import { seededRandom } from '../random.ts';
import type { Settings } from '../settings.ts';

/** Descriptions that are timed, and rounds of everything else. */
const TIMED = 40;
const ROUNDS = 5;
/** Words that a description has, its end included, as most sentences of trained ones. */
const WORDS_READ = 10;

export interface Times {
  /** Milliseconds for the gradients of one step's pictures, by architecture. */
  steps: number[];
  /** From one picture's features to its sentence, by architecture. */
  descriptions: number[];
  /** From pixels to features. */
  encoder: number;
}

/** @param examples the pictures of one step @param words of the vocabulary */
export async function takeTimes(
  architectures: Architecture[],
  examples: Example[],
  words: number,
  settings: Settings,
): Promise<Times> {
  const untrained = architectures.map((architecture) => newNetwork(architecture, words, settings));
  return {
    steps: await timeSteps(untrained, examples, settings),
    descriptions: await timeDescriptions(untrained, settings),
    encoder: await timeEncoder(),
  };
}

interface NewNetwork {
  architecture: Architecture;
  hidden: number;
  layout: Layout;
  parameters: Float32Array;
}

function newNetwork(architecture: Architecture, words: number, settings: Settings): NewNetwork {
  const layout = layoutOf(shapesToLearn(architecture, words, settings));
  const parameters = new Float32Array(layout.length);
  initialise(parameters, layout, architecture.lstms, settings.seed);
  return { architecture, hidden: hiddenOf(layout), layout, parameters };
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

/** Features [pictures·81, 1280]. */
const anyGrid = (pictures: number) => tf.randomUniform<tf.Rank.R2>([pictures * REGIONS, FEATURES], 0, 1);

/** One picture [81, 1280] to a sentence of usual length, searched for with as many beams as the settings say. */
async function timeDescriptions(networks: NewNetwork[], { beams }: Settings): Promise<number[]> {
  const decoders = networks.map(({ architecture, parameters, layout }) =>
    createDecoder(architecture, toArrays(parameters, layout)),
  );
  const grid = anyGrid(1);
  const rows = Array.from({ length: beams }, (_, i) => i);
  const [first, words] = [rows.map(() => 0), rows.map(() => START)];
  const works = decoders.map((decoder) => () => {
    const seen = decoder.look(grid);
    seen.read([0], [START], [1]);
    for (let i = 1; i < WORDS_READ; i++) seen.read(i === 1 ? first : rows, words, [beams]);
    seen.forget();
  });
  const times = await inTurn(works, TIMED);
  grid.dispose();
  for (const decoder of decoders) decoder.dispose();
  return times;
}

/** One picture to its features. */
async function timeEncoder(): Promise<number> {
  const encoder = createEncoder(readSafetensors(readBuffer(weightsFile('encoder.safetensors'))));
  const pixels = goldenPixels();
  const [time] = await inTurn([() => encoder.encode(pixels).dispose()], ROUNDS);
  encoder.dispose();
  return time;
}

/** Gradients of one step's pictures, by each architecture. */
async function timeSteps(networks: NewNetwork[], examples: Example[], settings: Settings): Promise<number[]> {
  const batch = pack(examples);
  const grid = anyGrid(examples.length);
  const works = networks.map(({ architecture, hidden, layout, parameters }) => {
    const masked = { hidden, attends: architecture.attends };
    const masks = maskWords(masked, batch, settings.dropout, seededRandom(settings.seed));
    const learner = { architecture, settings: { ...settings, temperature: 1 }, layout, parameters, masks };
    return () => learn(learner, batch, grid, batch.targets.length, new Float32Array(layout.length));
  });
  const times = await inTurn(works, ROUNDS);
  grid.dispose();
  return times;
}
