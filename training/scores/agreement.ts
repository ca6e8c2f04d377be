// How well people agree with each other: what a perfect captioner could be expected to score. Runs in Node.
import { mean } from '../sums.ts';
import { type Scores, score } from './score.ts';

/**
 * Each human caption against the other captions of its picture, averaged over the captions.
 * @param references pictures with fewer captions than the others are left out
 * @returns undefined where there is only one caption per picture
 */
export function humanAgreement(references: Map<string, string[]>): Scores | undefined {
  const most = Math.max(0, ...[...references.values()].map(({ length }) => length));
  if (most < 2) return undefined;
  const complete = [...references].filter(([, captions]) => captions.length === most);
  const rounds = Array.from({ length: most }, (_, i) =>
    score(
      new Map(complete.map(([file, captions]) => [file, captions[i]])),
      new Map(complete.map(([file, captions]) => [file, captions.filter((_, other) => other !== i)])),
    ),
  );
  const average = (value: (scores: Scores) => number) => mean(rounds.map(value));
  return {
    images: complete.length,
    bleu: [0, 1, 2, 3].map((n) => average(({ bleu }) => bleu[n])) as Scores['bleu'],
    meteor: average(({ meteor }) => meteor),
    rougeL: average(({ rougeL }) => rougeL),
    ciderD: average(({ ciderD }) => ciderD),
  };
}
