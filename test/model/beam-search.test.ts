// Beam search over tables small enough to work out by hand. Runs in Node.
import { expect, test } from 'vitest';
import { type Beam, beamSearch, type Seen } from '../../model/beam-search.ts';
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
      const scores = new Float32Array(words.length * WORDS).fill(-30); // as good as never
      words.forEach((last, row) => {
        for (const [word, probability] of Object.entries(table[last] ?? { [END]: 1 }))
          scores[row * WORDS + Number(word)] = Math.log(probability);
      });
      return { scores };
    },
    forget() {},
  };
}

const wordsOf = (found: Beam[][]) => found.map((own) => own.map(({ words }) => words));

test('a beam finds what greedy search misses', () => {
  // greedy: A (.6) then its best end (.3) → .18; better: B (.4) then end (.95) → .38
  const table = {
    [START]: { [A]: 0.6, [B]: 0.4 },
    [A]: { [END]: 0.3, [A]: 0.3, [B]: 0.4 },
    [B]: { [END]: 0.95, [A]: 0.05 },
  };
  const [found] = beamSearch(tableOf(table), 2, 5);
  const [best, second] = found.sort((a, b) => b.total - a.total);
  expect(best.words).toEqual([B]);
  expect(best.total).toBeCloseTo(Math.log(0.38), 5);
  expect(best.logProbabilities.map(Math.exp)).toEqual([expect.closeTo(0.4), expect.closeTo(0.95)]);
  expect(second.words).toEqual([A, B]); // .6 · .4 · .95: the end of A alone, .18, was not among the best two
});

test('a sentence that has ended leaves its place in the beam to others', () => {
  // "A" ends first; "B" goes on, and ends when its end, .036, is the second best that can follow
  const table = { [START]: { [A]: 0.6, [B]: 0.4 }, [A]: { [END]: 1 }, [B]: { [B]: 0.9, [END]: 0.1 } };
  const one = tableOf(table);
  const [found] = wordsOf(beamSearch(one, 2, 3));
  expect(found.sort()).toEqual([[A], [B, B]]);
  expect(one.reads).toEqual([1, 2, 2]);
});

test('equal scores go to the smaller word id', () => {
  const one = tableOf({ [START]: { [A]: 0.5, [B]: 0.5 } });
  expect(wordsOf(beamSearch(one, 2, 5))).toEqual([[[A], [B]]]);
});

test('special words are never said, however probable', () => {
  const one = tableOf({ [START]: { 0: 0.5, [START]: 0.2, 3: 0.2, [A]: 0.1 } });
  expect(beamSearch(one, 1, 5)[0][0].words).toEqual([A]);
});

test('an endless sentence is cut at the limit', () => {
  const one = tableOf({ [START]: { [A]: 1 }, [A]: { [A]: 0.99, [END]: 0.01 } });
  const [[best]] = beamSearch(one, 1, 4);
  expect(best.words).toEqual([A, A, A, A]);
  expect(Math.exp(best.total)).toBeCloseTo(0.99 ** 3 * 0.01);
});

test('pictures are searched together, each until it has its sentences', () => {
  const three = tableOf({ [START]: { [A]: 0.7, [B]: 0.3 } }, 3);
  expect(wordsOf(beamSearch(three, 2, 5))).toEqual([
    [[A], [B]],
    [[A], [B]],
    [[A], [B]],
  ]);
  expect(three.reads).toEqual([3, 6]); // one row per picture, then pictures × beams
  const seen = twoPictures();
  expect(wordsOf(beamSearch(seen, 1, 5))).toEqual([[[A]], [[B, B]]]);
  expect(seen.reads).toEqual([
    [1, 1],
    [1, 1],
    [0, 1],
  ]);
});

/** The first says A and ends; the second says B twice. */
function twoPictures(): Omit<Seen, 'reads'> & { reads: number[][] } {
  const reads: number[][] = [];
  const says = [
    [A, END],
    [B, B, END],
  ];
  return {
    pictures: 2,
    words: WORDS,
    reads,
    read(from, words, counts) {
      const scores = new Float32Array(words.length * WORDS).fill(-30);
      const pictures = counts.flatMap((count, p) => (count > 0 ? [p] : []));
      // Rows of a picture that has ended are gone: the other's is then the first.
      if (reads.length > 0) expect(from).toEqual(pictures.map((p) => (reads.at(-1) as number[])[0] * p));
      pictures.forEach((p, row) => {
        scores[row * WORDS + says[p][reads.length]] = 0;
      });
      reads.push(counts);
      return { scores };
    },
    forget() {},
  };
}
