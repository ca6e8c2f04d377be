// How far a score can be trusted: 95 % intervals by drawing the pictures again (bootstrap, Efron 1979). Runs in Node.

import { seededRandom } from '../random.ts';
import { mean } from '../sums.ts';
import { type Measure, type Scores, summarise } from './score.ts';

const DRAWS = 1000;
/** Fractions of the draws that lie below the interval and above it. */
const OUTSIDE = 0.025;

export type Interval = [number, number];

export interface Intervals {
  bleu4: Interval;
  meteor: Interval;
  rougeL: Interval;
  ciderD: Interval;
  bertF1?: Interval;
}

/** @returns per score, between which values 95 % of the draws lie */
export function intervals(measures: Measure[], draws = DRAWS): Intervals {
  const random = seededRandom(draws);
  const draw = () => summarise(measures.map(() => measures[Math.floor(random() * measures.length)]));
  const drawn = Array.from({ length: draws }, draw);
  const between = (value: (scores: Scores) => number) => middle(drawn.map(value));
  return {
    bleu4: between(({ bleu }) => bleu[3]),
    meteor: between(({ meteor }) => meteor),
    rougeL: between(({ rougeL }) => rougeL),
    ciderD: between(({ ciderD }) => ciderD),
    ...(measures[0]?.bertScore && { bertF1: between(({ bertScore }) => bertScore?.f1 ?? 0) }),
  };
}

/** How much higher the mean CIDEr-D is than that of `others` (same pictures, drawn together), and its interval. */
export function difference(
  measures: Measure[],
  others: Measure[],
  draws = DRAWS,
): { mean: number; interval: Interval } {
  const random = seededRandom(draws);
  const gains = measures.map(({ ciderD }, i) => ciderD - others[i].ciderD);
  const draw = () => mean(gains.map(() => gains[Math.floor(random() * gains.length)]));
  return { mean: mean(gains), interval: middle(Array.from({ length: draws }, draw)) };
}

/** Between which values 95 % lie. */
function middle(values: number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[Math.floor(OUTSIDE * values.length)], sorted[Math.ceil((1 - OUTSIDE) * values.length) - 1]];
}
