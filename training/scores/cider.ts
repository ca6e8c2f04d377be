// CIDEr-D as coco-caption computes it, for scoring and as a reward in training. Runs in Node, on words only.
import { mean, sum } from '../sums.ts';
import { type Counts, countNgrams, LENGTHS } from './ngrams.ts';

const SIGMA = 6;

/**
 * CIDEr-D (Vedantam 2015) of one sentence after another against fixed references. Takes words, not sentences, so that
 * training can count the end of the sentence as a word. The function returned gives 0–10 and throws on an unknown file.
 */
export function ciderScorer(references: Map<string, string[][]>): (file: string, words: string[]) => number {
  const vector = vectorizer(references);
  return (file, words) => {
    const theirs = references.get(file);
    if (!theirs?.length) throw new Error(`No reference caption for ${file}`);
    const mine = vector(words);
    return 10 * mean(theirs.map((reference) => similarity(mine, vector(reference))));
  };
}

interface Vector {
  weights: Counts[];
  norms: number[];
  length: number;
}

/** Weighs each n-gram by term frequency × inverse document frequency; a document is all references of one picture. */
function vectorizer(references: Map<string, string[][]>): (words: string[]) => Vector {
  const documents: Counts = new Map();
  for (const captions of references.values()) {
    const ngrams = captions.flatMap((words) => LENGTHS.flatMap((n) => [...countNgrams(words, n).keys()]));
    for (const ngram of new Set(ngrams)) documents.set(ngram, (documents.get(ngram) ?? 0) + 1);
  }
  const rarity = (ngram: string) => Math.log(references.size) - Math.log(documents.get(ngram) ?? 1);
  return (words) => {
    const counts = LENGTHS.map((n) => [...countNgrams(words, n)]);
    const weights = counts.map((count) => new Map(count.map(([ngram, times]) => [ngram, times * rarity(ngram)])));
    const norms = weights.map((weight) => Math.hypot(...weight.values()));
    // coco-caption counts word pairs: no word and one word are of the same length.
    return { weights, norms, length: Math.max(1, words.length) };
  };
}

/** Mean over n of the clipped cosine, times a Gaussian of the difference in length. */
function similarity(mine: Vector, theirs: Vector): number {
  const cosine = (n: number) => {
    const norm = mine.norms[n] * theirs.norms[n];
    const shared = [...mine.weights[n]].map(([ngram, weight]) => [weight, theirs.weights[n].get(ngram) ?? 0]);
    return norm && sum(shared.map(([weight, other]) => Math.min(weight, other) * other)) / norm;
  };
  const penalty = Math.exp(-((mine.length - theirs.length) ** 2) / (2 * SIGMA ** 2));
  return penalty * mean(LENGTHS.map((n) => cosine(n - 1)));
}
