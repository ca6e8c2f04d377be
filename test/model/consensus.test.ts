// What three sentences agree on. Runs in Node.
import { expect, test } from 'vitest';
import type { Beam } from '../../model/beam-search.ts';
import { byConsensus } from '../../model/consensus.ts';

/** A sentence of word ids, all words and the end equally likely. */
const beam = (words: number[], total: number): Beam => ({
  words,
  logProbabilities: new Array(words.length + 1).fill(total / (words.length + 1)),
  total,
});

test('what two sentences share wins over a likelier one that nobody bears out', () => {
  const lonely = beam([1, 2, 3, 4], -4);
  const first = beam([5, 6, 7, 8], -4.5);
  const second = beam([5, 6, 7, 9], -4.6);
  expect(byConsensus([lonely, first, second])).toEqual([first, second, lonely]);
});

test('what is much likelier wins all the same', () => {
  const likely = beam([1, 2, 3, 4], -1);
  const others = [beam([5, 6, 7, 8], -14), beam([5, 6, 7, 9], -14.1)];
  expect(byConsensus([...others, likely])[0]).toBe(likely);
});

test('a longer sentence may be less likely', () => {
  // Nothing in common: -3 ∕ 2^.85 = -1.66, -4 ∕ 5^.85 = -1.02
  const [short, long] = [beam([1], -3), beam([2, 3, 4, 5], -4)];
  expect(byConsensus([short, long])).toEqual([long, short]);
});

test('one sentence, and one of no words', () => {
  const empty = beam([], -2);
  expect(byConsensus([empty])).toEqual([empty]);
});
