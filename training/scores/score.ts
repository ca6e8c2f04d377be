// BLEU, METEOR, ROUGE-L and CIDEr-D of sentences against reference captions, as coco-caption defines them. Runs in Node.

import { countNgrams, LENGTHS } from '../../model/ngrams.ts';
import { mean, sum } from '../sums.ts';
import { type BertScore, meanBertScore } from './bert-score.ts';
import { ciderScorer } from './cider.ts';
import { type MeteorCounts, meteor, meteorCounts } from './meteor.ts';
import { tokenize } from './tokenize.ts';

/** BLEU-1…4, METEOR and ROUGE-L from 0 to 100, CIDEr-D from 0 to 10. */
export interface Scores {
  images: number;
  bleu: [number, number, number, number];
  meteor: number;
  rougeL: number;
  ciderD: number;
  /** Where a model was given that knows meanings. */
  bertScore?: BertScore;
}

interface Scored {
  words: string[];
  references: string[][];
}

/** What one sentence adds to the scores: BLEU and METEOR count over all pictures at once, the others are means. */
export interface Measure {
  /** For n = 1…4: n-grams that a reference has too, and n-grams said. */
  matches: number[];
  said: number[];
  /** Words of the sentence, and of the reference nearest in length. */
  length: number;
  closest: number;
  meteor: MeteorCounts;
  rougeL: number;
  ciderD: number;
  bertScore?: BertScore;
}

const ROUGE_BETA = 1.2;

/**
 * Scores one sentence per file against all reference captions of that file; files with references only are left out.
 * @throws Error when there is nothing to score or a sentence has no reference.
 */
export function score(hypotheses: Map<string, string>, references: Map<string, string[]>): Scores {
  return summarise(measure(hypotheses, references));
}

/** The same, picture by picture; `summarise` makes scores of them or of some of them. @throws as `score` */
export function measure(hypotheses: Map<string, string>, references: Map<string, string[]>): Measure[] {
  if (hypotheses.size === 0) throw new Error('No sentence to score');
  const pairs = new Map([...hypotheses].map(([file, sentence]) => [file, pair(file, sentence, references.get(file))]));
  const scorer = ciderScorer(new Map([...pairs].map(([file, scored]) => [file, scored.references])));
  return [...pairs].map(([file, scored]) => ({
    matches: LENGTHS.map((n) => matches(scored, n)),
    said: LENGTHS.map((n) => Math.max(0, scored.words.length - n + 1)),
    length: scored.words.length,
    closest: closestLength(scored),
    meteor: meteorCounts(scored.words, scored.references),
    rougeL: rougeL(scored),
    ciderD: scorer(file, scored.words),
  }));
}

export function summarise(measures: Measure[]): Scores {
  const bertScores = measures.flatMap(({ bertScore }) => bertScore ?? []);
  return {
    images: measures.length,
    bleu: bleu(measures),
    meteor: meteor(measures.map((one) => one.meteor)),
    rougeL: 100 * mean(measures.map(({ rougeL }) => rougeL)),
    ciderD: mean(measures.map(({ ciderD }) => ciderD)),
    ...(bertScores.length > 0 && { bertScore: meanBertScore(bertScores) }),
  };
}

function pair(file: string, sentence: string, references: string[] = []): Scored {
  if (references.length === 0) throw new Error(`No reference caption for ${file}`);
  return { words: tokenize(sentence), references: references.map(tokenize) };
}

/** Corpus BLEU: counts clipped by the largest in one reference, closest reference length, the shorter on a tie. */
function bleu(measures: Measure[]): Scores['bleu'] {
  const length = sum(measures.map(({ length }) => length));
  const closest = sum(measures.map(({ closest }) => closest));
  const brevity = length < closest ? Math.exp(1 - closest / length) : 1;
  const precisions = LENGTHS.map((_, i) => precision(measures, i));
  const geometricMean = (n: number) => precisions.slice(0, n).reduce((a, b) => a * b, 1) ** (1 / n);
  return LENGTHS.map((n) => 100 * brevity * geometricMean(n)) as Scores['bleu'];
}

/** The share of the n-grams said that a reference has too; 0 when no sentence is long enough. */
function precision(measures: Measure[], i: number): number {
  const said = sum(measures.map(({ said }) => said[i]));
  return said && sum(measures.map(({ matches }) => matches[i])) / said;
}

function closestLength({ words, references }: Scored): number {
  const distance = (length: number) => Math.abs(length - words.length);
  const closer = (a: number, b: number) => (distance(a) - distance(b) || a - b) <= 0;
  return references.map((reference) => reference.length).reduce((a, b) => (closer(a, b) ? a : b));
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
