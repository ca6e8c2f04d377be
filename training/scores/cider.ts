// CIDEr-D as coco-caption computes it, for scoring and as a reward in training. Runs in Node, on words only.
import { type Counts, countNgrams, LENGTHS, similarity, type Vector, vectorOf } from '../../model/ngrams.ts';
import { mean } from '../sums.ts';

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

/** Weighs each n-gram by term frequency × inverse document frequency; a document is all references of one picture. */
function vectorizer(references: Map<string, string[][]>): (words: string[]) => Vector {
  const documents: Counts = new Map();
  for (const captions of references.values()) {
    const ngrams = captions.flatMap((words) => LENGTHS.flatMap((n) => [...countNgrams(words, n).keys()]));
    for (const ngram of new Set(ngrams)) documents.set(ngram, (documents.get(ngram) ?? 0) + 1);
  }
  const rarity = (ngram: string) => Math.log(references.size) - Math.log(documents.get(ngram) ?? 1);
  return (words) => vectorOf(words, rarity);
}
