// Finds the most probable sentences for a batch of pictures. Pure search over what a decoder says; runs everywhere.
import { byConsensus } from './consensus.ts';
import { END, START, UNSPOKEN } from './vocabulary.ts';

/** Pictures being described, and the sentences in progress. */
export interface Seen {
  pictures: number;
  /** Number of words that the decoder knows. */
  words: number;
  /**
   * Reads one word per sentence: `words[i]` goes on from row `from[i]` of the call before, of which before the first word
   * there was one per picture. Rows are grouped by picture, `counts[p]` of them for picture p.
   * @returns scores [n, words] as one flat array, valid until the next call; and attention [n, 81] from a decoder that
   *   attends and tells
   */
  read(from: number[], words: number[], counts: number[]): { scores: Float32Array; attention?: Float32Array };
  /** Frees what it holds. */
  forget(): void;
}

/** `Grid`: how it is given the features of pictures. */
export interface Decoder<Grid> {
  /** grid [p·81, 1280] of p pictures, which stays the caller's. */
  look(grid: Grid): Seen;
  dispose(): void;
}

/** A sentence as word ids, without start and end; `logProbabilities` has one more entry: that of the end, once it is said. */
export interface Beam {
  words: number[];
  logProbabilities: number[];
  /** Sum of `logProbabilities`. */
  total: number;
}

/** Mean log-probability per word, the end included: comparable between sentences of different lengths. */
export const meanLogProbability = (beam: Beam) => beam.total / Math.max(1, beam.logProbabilities.length);

/** The search for one picture's sentences. */
export interface Search {
  /** In progress, likeliest first. */
  running: Beam[];
  /** Which sentence of the step before each of them goes on from. */
  parents: number[];
  finished: Beam[];
}

/** A next word of the running sentence `parent`. */
export interface Candidate {
  parent: number;
  word: number;
  logProbability: number;
}

export const beginSearch = (): Search => ({
  running: [{ words: [], logProbabilities: [], total: 0 }],
  parents: [0],
  finished: [],
});

/**
 * Beam search for every picture in `seen` at once. Sentences that end leave the beam, and others take their place, until
 * as many have ended as there are beams.
 * @returns for each picture its finished sentences, at least one, best first; see consensus.ts
 */
export function beamSearch(seen: Seen, beams: number, maximumWords: number): Beam[][] {
  let searches = Array.from({ length: seen.pictures }, beginSearch);
  let counts = searches.map(() => 1);
  for (let length = 0; searches.some(({ running }) => running.length > 0); length++) {
    const before = firstRows(counts);
    const from = searches.flatMap(({ parents }, p) => parents.map((parent) => before[p] + parent));
    counts = searches.map(({ running }) => running.length);
    const lastWords = searches.flatMap(({ running }) => running.map(({ words }) => words.at(-1) ?? START));
    const { scores } = seen.read(from, lastWords, counts);
    const rows = firstRows(counts);
    const isLast = length === maximumWords;
    searches = searches.map((search, p) => {
      const likeliest = (parent: number) => candidatesOf(scores, rows[p] + parent, seen.words, beams + 1, isLast);
      const candidates = search.running.flatMap((_, parent) => likeliest(parent).map((own) => ({ ...own, parent })));
      return advance(search, candidates, beams);
    });
  }
  return searches.map(({ finished }) => byConsensus(finished));
}

/** Row of each picture's first sentence. */
function firstRows(counts: number[]): number[] {
  let next = 0;
  return counts.map((count) => {
    next += count;
    return next - count;
  });
}

/**
 * One word further. A sentence ends where its end is among the `beams` likeliest candidates of all, or where nothing else
 * can follow; equal scores go to the smaller word id.
 * @param candidates of each running sentence at least the `beams` likeliest words, and the end if it is among them
 */
export function advance({ running, finished }: Search, candidates: Candidate[], beams: number): Search {
  const grown = candidates.map(({ parent, word, logProbability }) => {
    const { words, logProbabilities, total } = running[parent];
    const beam: Beam = {
      words: word === END ? words : [...words, word],
      logProbabilities: [...logProbabilities, logProbability],
      total: total + logProbability,
    };
    return { parent, word, beam };
  });
  grown.sort((a, b) => b.beam.total - a.beam.total || a.word - b.word || a.parent - b.parent);
  const going = grown.filter(({ word }) => word !== END).slice(0, beams);
  const ended = grown.filter(({ word }, place) => word === END && (place < beams || going.length === 0));
  const all = [...finished, ...ended.map(({ beam }) => beam)];
  if (all.length >= beams) return { running: [], parents: [], finished: all };
  return { running: going.map(({ beam }) => beam), parents: going.map(({ parent }) => parent), finished: all };
}

/** The `count` likeliest words after the sentence in `row`; the end alone where it has to end. */
function candidatesOf(scores: Float32Array, row: number, words: number, count: number, isLast: boolean) {
  const offset = row * words;
  const normaliser = logSumExp(scores, offset, words);
  const ids = isLast ? [END] : bestWords(scores, offset, words, count);
  return ids.map((word) => ({ word, logProbability: scores[offset + word] - normaliser }));
}

/** Ids of the `count` highest scores, ties to the smaller id; words that are never spoken are left out. */
function bestWords(scores: Float32Array, offset: number, words: number, count: number): number[] {
  const best: number[] = [];
  for (let word = 0; word < words; word++) {
    if (UNSPOKEN.has(word)) continue;
    const score = scores[offset + word];
    if (best.length === count && score <= scores[offset + best[count - 1]]) continue;
    let place = best.length;
    while (place > 0 && score > scores[offset + best[place - 1]]) place--;
    best.splice(place, 0, word);
    best.length = Math.min(best.length, count);
  }
  return best;
}

/** log Σ exp(scores), shifted by the maximum against overflow. */
function logSumExp(scores: Float32Array, offset: number, length: number): number {
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = offset; i < offset + length; i++) if (scores[i] > maximum) maximum = scores[i];
  let sum = 0;
  for (let i = offset; i < offset + length; i++) sum += Math.exp(scores[i] - maximum);
  return maximum + Math.log(sum);
}
