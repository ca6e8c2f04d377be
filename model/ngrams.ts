// Runs of one to four words, which sentences are compared by. Runs everywhere.

export type Counts = Map<string, number>;

export const LENGTHS = [1, 2, 3, 4];

/** How often each run of `n` words occurs; its key is the words joined by spaces. Words may be ids. */
export function countNgrams(words: (string | number)[], n: number): Counts {
  const counts: Counts = new Map();
  for (let end = n; end <= words.length; end++) {
    const ngram = words.slice(end - n, end).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** A sentence as its n-grams, for n = 1…4. */
export interface Vector {
  weights: Counts[];
  norms: number[];
  length: number;
}

/** @param weigh what an n-gram counts for each time that it occurs */
export function vectorOf(words: (string | number)[], weigh: (ngram: string) => number = () => 1): Vector {
  const counts = LENGTHS.map((n) => [...countNgrams(words, n)]);
  const weights = counts.map((count) => new Map(count.map(([ngram, times]) => [ngram, times * weigh(ngram)])));
  const norms = weights.map((weight) => Math.hypot(...weight.values()));
  // coco-caption counts word pairs: no word and one word are of the same length.
  return { weights, norms, length: Math.max(1, words.length) };
}

const SIGMA = 6;

/** That of CIDEr-D (Vedantam 2015), 0 to 1: mean over n of the clipped cosine, times a Gaussian of the difference in length. */
export function similarity(mine: Vector, theirs: Vector): number {
  const penalty = Math.exp(-((mine.length - theirs.length) ** 2) / (2 * SIGMA ** 2));
  const cosines = LENGTHS.map((n) => clippedCosine(mine, theirs, n - 1));
  return (penalty * cosines.reduce((a, b) => a + b)) / LENGTHS.length;
}

function clippedCosine(mine: Vector, theirs: Vector, n: number): number {
  const norm = mine.norms[n] * theirs.norms[n];
  if (norm === 0) return 0;
  let shared = 0;
  for (const [ngram, weight] of mine.weights[n]) {
    const other = theirs.weights[n].get(ngram) ?? 0;
    shared += Math.min(weight, other) * other;
  }
  return shared / norm;
}
