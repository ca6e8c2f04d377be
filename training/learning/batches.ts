// Captions as packed time steps: no row is computed after its sentence has ended. Pure; runs in Node.
import { END, START, UNKNOWN } from '../../model/vocabulary.ts';
import { seededRandom, shuffled } from '../random.ts';

/** One training picture: its slot in the feature file and its captions as word ids (no start, no end). */
export interface Example {
  slot: number;
  captions: number[][];
  /** How much each caption counts in the gradient; 1 where nothing is said. May be negative. */
  weights?: number[];
}

/** One time step: how many sentences of each picture still run, and which rows of the step before they continue. */
export interface TimeStep {
  counts: number[];
  from: number[];
}

/** The captions of a few pictures, flattened in time-major order: `inputs`, `targets`, `weights` have one entry per word. */
export interface Batch {
  slots: number[];
  inputs: number[];
  targets: number[];
  weights: number[];
  steps: TimeStep[];
}

/** A picture to learn from. @param captions the words of each @param ids word → its place in the vocabulary */
export function toExample(slot: number, captions: string[][], ids: Map<string, number>, maximumWords: number): Example {
  return { slot, captions: captions.map((words) => toIds(words, ids, maximumWords)) };
}

/** Words → ids; words outside the vocabulary become <unknown>; long captions are cut. */
export function toIds(words: string[], ids: Map<string, number>, maximumWords: number): number[] {
  return words.slice(0, maximumWords).map((word) => ids.get(word) ?? UNKNOWN);
}

/** Packs whole pictures: within one, sentences are ordered longest first, so that those still running stay in front. */
export function pack(examples: Example[]): Batch {
  const sorted = examples.map(({ captions, weights }) =>
    captions.map((words, i) => ({ words, weight: weights?.[i] ?? 1 })).sort((a, b) => b.words.length - a.words.length),
  );
  const batch: Batch = { slots: examples.map(({ slot }) => slot), inputs: [], targets: [], weights: [], steps: [] };
  const longest = Math.max(...sorted.map(([first]) => first.words.length));
  let previous: number[] = [];
  for (let t = 0; t <= longest; t++) {
    const running = sorted.map((captions) => captions.filter(({ words }) => words.length >= t));
    for (const { words, weight } of running.flat()) {
      batch.inputs.push(t === 0 ? START : words[t - 1]);
      batch.targets.push(words[t] ?? END);
      batch.weights.push(weight);
    }
    const counts = running.map((captions) => captions.length);
    batch.steps.push({ counts, from: t === 0 ? rowsOfPictures(counts) : continued(previous, counts) });
    previous = counts;
  }
  return batch;
}

/** At first every sentence continues the start state of its picture. */
const rowsOfPictures = (counts: number[]) => counts.flatMap((count, picture) => new Array<number>(count).fill(picture));

/** Row numbers, in the previous step, of the first `counts[p]` sentences of each picture. */
function continued(previous: number[], counts: number[]): number[] {
  let first = 0;
  return counts.flatMap((count, p) => {
    const rows = Array.from({ length: count }, (_, i) => first + i);
    first += previous[p];
    return rows;
  });
}

/** The pictures of each step of an epoch, in an order that depends only on seed and epoch. The last step may be smaller. */
export function epochSteps(examples: Example[], picturesPerStep: number, seed: number, epoch: number): Example[][] {
  const order = shuffled(examples, seededRandom(seed, epoch, 1));
  return Array.from({ length: Math.ceil(order.length / picturesPerStep) }, (_, i) =>
    order.slice(i * picturesPerStep, (i + 1) * picturesPerStep),
  );
}

/** Worker `w`'s share of a step's pictures. */
export const shareOf = <T>(items: T[], w: number, workers: number) => items.filter((_, i) => i % workers === w);
