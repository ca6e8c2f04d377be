// Beam search over tables small enough to work out by hand. Runs in Node.
import { expect, test } from 'vitest';
import type { Seen } from '../../model/beam-search.ts';
import { beamSearch } from '../../model/beam-search.ts';
import { END, SPECIAL_WORDS, START } from '../../model/vocabulary.ts';

const [A, B] = [SPECIAL_WORDS.length, SPECIAL_WORDS.length + 1];
const WORDS = SPECIAL_WORDS.length + 2;

/** Pictures whose next-word probabilities depend on the last word alone: a table, word → probabilities. */
function tableOf(table: Record<number, Record<number, number>>, pictures = 1): Seen & { reads: number[] } {
  const reads: number[] = [];
  return {
    pictures,
    words: WORDS,
    reads,
    read(from, words) {
      reads.push(from.length);
      const scores = new Float32Array(words.length * WORDS).fill(Number.NEGATIVE_INFINITY);
      words.forEach((last, row) => {
        for (const [word, probability] of Object.entries(table[last] ?? { [END]: 1 }))
          scores[row * WORDS + Number(word)] = Math.log(probability);
      });
      return { scores };
    },
    forget() {},
  };
}

test('a beam finds what greedy search misses', () => {
  // greedy: A (.6) then its best end (.3) → .18; better: B (.4) then end (.95) → .38
  const table = {
    [START]: { [A]: 0.6, [B]: 0.4 },
    [A]: { [END]: 0.3, [A]: 0.3, [B]: 0.4 },
    [B]: { [END]: 0.95, [A]: 0.05 },
  };
  const one = tableOf(table);
  const [[best, second]] = beamSearch(one, 3, 5);
  expect(best.words).toEqual([B]);
  expect(best.total).toBeCloseTo(Math.log(0.38), 5);
  expect(best.logProbabilities.map(Math.exp)).toEqual([expect.closeTo(0.4), expect.closeTo(0.95)]);
  expect(second.words).not.toEqual(best.words);
});

test('equal scores go to the smaller word id', () => {
  const one = tableOf({ [START]: { [A]: 0.5, [B]: 0.5 } });
  expect(beamSearch(one, 2, 5)[0].map(({ words }) => words)).toEqual([[A], [B]]);
});

test('special words are never said, however probable', () => {
  const one = tableOf({ [START]: { 0: 0.5, [START]: 0.2, 3: 0.2, [A]: 0.1 } });
  expect(beamSearch(one, 1, 5)[0][0].words).toEqual([A]);
});

test('an endless sentence is cut at the limit', () => {
  const one = tableOf({ [START]: { [A]: 1 }, [A]: { [A]: 0.99, [END]: 0.01 } });
  expect(beamSearch(one, 1, 4)[0][0].words).toEqual([A, A, A, A]);
});

test('pictures are searched together', () => {
  const three = tableOf({ [START]: { [A]: 0.7, [B]: 0.3 } }, 3);
  expect(beamSearch(three, 2, 5).map(([{ words }]) => words)).toEqual([[A], [A], [A]]);
  expect(three.reads).toEqual([3, 6]); // one row per picture, then pictures × beams
});
