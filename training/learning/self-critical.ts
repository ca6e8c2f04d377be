// Self-critical sequence training: sentences are sampled, and made likelier the more they score above the picture's
// other samples. Rennie et al. 2017 (https://arxiv.org/abs/1612.00563), baseline of Luo 2020 (https://arxiv.org/abs/2003.09971).
// Runs in training workers.

import type { Seen } from '../../model/beam-search.ts';
import { END, START, UNSPOKEN } from '../../model/vocabulary.ts';
import { ciderScorer } from '../scores/cider.ts';
import type { Settings } from '../settings.ts';
import type { Example } from './batches.ts';

/**
 * Draws `samples` sentences for every picture in `seen`, word by word from the network's own probabilities. Below a
 * `temperature` of 1, likely words are drawn more often still.
 */
export function sampleSentences(
  seen: Seen,
  samples: number,
  { maximumWords, temperature }: Pick<Settings, 'maximumWords' | 'temperature'>,
  random: () => number,
): number[][][] {
  const sentences = Array.from({ length: seen.pictures }, () => Array.from({ length: samples }, (): number[] => []));
  let running = sentences.flatMap((own, picture) => own.map((words) => ({ picture, words })));
  let from = running.map(({ picture }) => picture);
  const wordsOf = (row: number, scores: Float32Array) => scores.subarray(row * seen.words, (row + 1) * seen.words);
  for (let length = 0; length < maximumWords && running.length > 0; length++) {
    const counts = sentences.map((_, p) => running.filter(({ picture }) => picture === p).length);
    const lastWords = running.map(({ words }) => words.at(-1) ?? START);
    const { scores } = seen.read(from, lastWords, counts);
    const next = running.map((_, row) => sampleWord(wordsOf(row, scores), temperature, random()));
    from = next.flatMap((word, row) => (word === END ? [] : [row]));
    running = from.map((row) => running[row]);
    from.forEach((row, i) => {
      running[i].words.push(next[row]);
    });
  }
  return sentences;
}

/** The word at `position` (0–1) of the softmax over `scores ∕ temperature`, unspoken words left out. */
function sampleWord(scores: Float32Array, temperature: number, position: number): number {
  const maximum = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = scores.map((score, word) => (UNSPOKEN.has(word) ? 0 : Math.exp((score - maximum) / temperature)));
  let left = position * weights.reduce((a, b) => a + b);
  const word = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return word === -1 ? END : word; // rounding can leave a crumb
}

/**
 * CIDEr-D of a sentence against the captions of its picture. The end counts as a word on both sides, without which the
 * network learns to stop at "in a" (Hu et al. 2023, https://arxiv.org/abs/2305.12254).
 */
export function createReward(examples: Example[]): (slot: number, words: number[]) => number {
  const withEnd = (words: number[]) => [...words, END].map(String);
  const cider = ciderScorer(new Map(examples.map(({ slot, captions }) => [String(slot), captions.map(withEnd)])));
  return (slot, words) => cider(String(slot), withEnd(words));
}

/** What each reward is above the mean of the others. */
export function advantages(rewards: number[]): number[] {
  const total = rewards.reduce((a, b) => a + b);
  return rewards.map((reward) => reward - (total - reward) / Math.max(1, rewards.length - 1));
}
