// BLEU, ROUGE-L and CIDEr-D of sentences against reference captions, as coco-caption defines them. Runs in Node.
import { ciderScorer } from './cider.ts';
import { countNgrams, LENGTHS, mean, sum } from './ngrams.ts';
import { tokenize } from './tokenize.ts';

/** BLEU-1…4 and ROUGE-L from 0 to 100, CIDEr-D from 0 to 10. */
export interface Scores {
  images: number;
  bleu: [number, number, number, number];
  rougeL: number;
  ciderD: number;
}

interface Scored {
  words: string[];
  references: string[][];
}

const ROUGE_BETA = 1.2;

/**
 * Scores one sentence per file against all reference captions of that file; files with references only are left out.
 * @throws Error when there is nothing to score or a sentence has no reference.
 */
export function score(hypotheses: Map<string, string>, references: Map<string, string[]>): Scores {
  if (hypotheses.size === 0) throw new Error('No sentence to score');
  const pairs = new Map([...hypotheses].map(([file, sentence]) => [file, pair(file, sentence, references.get(file))]));
  const scorer = ciderScorer(new Map([...pairs].map(([file, scored]) => [file, scored.references])));
  const scored = [...pairs.values()];
  return {
    images: pairs.size,
    bleu: bleu(scored),
    rougeL: 100 * mean(scored.map(rougeL)),
    ciderD: mean([...pairs].map(([file, { words }]) => scorer(file, words))),
  };
}

function pair(file: string, sentence: string, references: string[] = []): Scored {
  if (references.length === 0) throw new Error(`No reference caption for ${file}`);
  return { words: tokenize(sentence), references: references.map(tokenize) };
}

/** Corpus BLEU: counts clipped by the largest in one reference, closest reference length, the shorter on a tie. */
function bleu(scored: Scored[]): Scores['bleu'] {
  const length = sum(scored.map(({ words }) => words.length));
  const closest = sum(scored.map(closestLength));
  const brevity = length < closest ? Math.exp(1 - closest / length) : 1;
  const precisions = LENGTHS.map((n) => precision(scored, n));
  const geometricMean = (n: number) => precisions.slice(0, n).reduce((a, b) => a * b, 1) ** (1 / n);
  return LENGTHS.map((n) => 100 * brevity * geometricMean(n)) as Scores['bleu'];
}

function closestLength({ words, references }: Scored): number {
  const distance = (length: number) => Math.abs(length - words.length);
  const closer = (a: number, b: number) => (distance(a) - distance(b) || a - b) <= 0;
  return references.map((reference) => reference.length).reduce((a, b) => (closer(a, b) ? a : b));
}

/** The share of the n-grams said that a reference has too; 0 when no sentence is long enough. */
function precision(scored: Scored[], n: number): number {
  const said = sum(scored.map(({ words }) => Math.max(0, words.length - n + 1)));
  return said && sum(scored.map((one) => matches(one, n))) / said;
}

function matches({ words, references }: Scored, n: number): number {
  const counts = references.map((reference) => countNgrams(reference, n));
  const most = (ngram: string) => Math.max(...counts.map((count) => count.get(ngram) ?? 0));
  return sum([...countNgrams(words, n)].map(([ngram, count]) => Math.min(count, most(ngram))));
}

/** F-measure of the longest common subsequence; the best precision and the best recall may come from two references. */
function rougeL({ words, references }: Scored): number {
  const common = references.map((reference) => longestCommonSubsequence(words, reference));
  const best = Math.max(...common);
  if (best === 0) return 0;
  const precision = best / words.length;
  const recall = Math.max(...references.map((reference, i) => common[i] / (reference.length || 1)));
  return ((1 + ROUGE_BETA ** 2) * precision * recall) / (recall + ROUGE_BETA ** 2 * precision);
}

function longestCommonSubsequence(a: string[], b: string[]): number {
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    const next = new Uint16Array(b.length + 1);
    b.forEach((other, j) => {
      next[j + 1] = word === other ? row[j] + 1 : Math.max(row[j + 1], next[j]);
    });
    row = next;
  }
  return row[b.length];
}
