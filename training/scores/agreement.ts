// How well people agree with each other: what a perfect captioner could be expected to score. Runs in Node.
import { mean } from '../sums.ts';
import { type Scores, score } from './score.ts';

/**
 * Each human caption against the other captions of its picture, averaged over the captions. As many captions of each
 * picture are read as most pictures have.
 * @param references pictures with fewer captions than that are left out
 * @returns undefined where there is only one caption per picture
 */
export function humanAgreement(references: Map<string, string[]>): Scores | undefined {
  const count = commonest([...references.values()].map(({ length }) => length));
  if (count < 2) return undefined;
  const complete = [...references].flatMap(([file, captions]): [string, string[]][] =>
    captions.length < count ? [] : [[file, captions.slice(0, count)]],
  );
  const rounds = Array.from({ length: count }, (_, i) =>
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

/** The number that occurs most often; of several the greatest, 0 of none. */
function commonest(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || b - a);
  return first?.[0] ?? 0;
}
