// Sampling, rewards and baselines. Runs in Node.
import { expect, test } from 'vitest';
import type { Seen } from '../../../model/beam-search.ts';
import { END } from '../../../model/vocabulary.ts';
import { advantages, createReward, sampleSentences } from '../../../training/learning/self-critical.ts';
import { seededRandom } from '../../../training/random.ts';

/** Pictures whose next word always has these probabilities, whatever was said; counts what is asked. */
function fixed(probabilities: number[], pictures = 1, asked: number[][] = []): Seen {
  return {
    pictures,
    words: probabilities.length,
    read(from, _words, counts) {
      asked.push(counts);
      return { scores: Float32Array.from(from.flatMap(() => probabilities.map(Math.log))) };
    },
    forget() {},
  };
}

test('words come as often as they are likely, and unspoken ones never', () => {
  const seen = fixed([0.2, 0.1, 0.1, 0.2, 0.1, 0.3, 0, 0]); // <pad>, <start>, <end>, <unknown>, …
  const sentences = sampleSentences(seen, 3000, { maximumWords: 1, temperature: 1 }, seededRandom(2))[0];
  const share = (word: number | undefined) => sentences.filter(([first]) => first === word).length / 3000;
  expect(share(undefined)).toBeCloseTo(0.2, 1); // 0.1 of what is left after <pad>, <start>, <unknown>: ended at once
  expect(share(4)).toBeCloseTo(0.2, 1);
  expect(share(5)).toBeCloseTo(0.6, 1);
  for (const never of [0, 1, 3, 6, 7]) expect(share(never)).toBe(0);
});

test('below a temperature of 1, likely words come more often', () => {
  const seen = fixed([0, 0, 0, 0, 0.4, 0.6, 0, 0]);
  const sentences = sampleSentences(seen, 3000, { maximumWords: 1, temperature: 0.5 }, seededRandom(2))[0];
  expect(sentences.filter(([first]) => first === 5).length / 3000).toBeCloseTo(0.36 / 0.52, 1);
});

test('finished sentences are not computed on, and none is longer than the limit', () => {
  const asked: number[][] = [];
  const seen = fixed([0, 0, 0.5, 0, 0.5, 0, 0, 0], 2, asked);
  const sentences = sampleSentences(seen, 4, { maximumWords: 6, temperature: 1 }, seededRandom(3));
  expect(sentences.map((own) => own.length)).toEqual([4, 4]);
  expect(Math.max(...sentences.flat().map(({ length }) => length))).toBeLessThanOrEqual(6);
  asked.forEach((counts, t) => {
    expect(counts).toEqual(sentences.map((own) => own.filter(({ length }) => length >= t).length));
  });
  expect(sentences.flat(2).includes(END)).toBe(false);
});

test('a caption that stops where the humans stop earns more than one that is cut off', () => {
  const captions = [
    [4, 5, 6, 7],
    [4, 5, 6, 7],
  ];
  const reward = createReward([
    { slot: 1, captions },
    { slot: 2, captions: [[9, 10, 11]] },
    { slot: 3, captions: [[12, 13]] },
  ]);
  expect(reward(1, [4, 5, 6, 7])).toBeGreaterThan(reward(1, [4, 5, 6]));
  expect(reward(1, [9, 10, 11])).toBeLessThan(reward(2, [9, 10, 11]));
});

test('each sample is compared with the mean of the others', () => {
  expect(advantages([1, 0, 0.5])).toEqual([0.75, -0.75, 0]);
  expect(advantages([2])).toEqual([2]);
});
