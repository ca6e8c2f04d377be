// Intervals of scores: as wide as the normal approximation says, and none where all pictures are alike.
import { expect, test } from 'vitest';
import { difference, intervals } from '../../../training/scores/intervals.ts';
import type { Measure } from '../../../training/scores/score.ts';

const picture = (value: number): Measure => ({
  matches: [2, 1, 1, value],
  said: [4, 3, 2, 1],
  length: 4,
  closest: 4,
  meteor: { matched: [value, value], all: [1, 1], words: 4 * value, unmatched: 1, chunks: value },
  rougeL: value,
  ciderD: value,
});

test('half of the pictures right: the mean ± 1.96 standard errors', () => {
  const { ciderD, rougeL } = intervals(Array.from({ length: 400 }, (_, i) => picture(i % 2)));
  const error = (1.96 * 0.5) / Math.sqrt(400);
  expect(ciderD[0]).toBeCloseTo(0.5 - error, 1.5);
  expect(ciderD[1]).toBeCloseTo(0.5 + error, 1.5);
  expect(rougeL).toEqual(ciderD.map((value) => 100 * value));
});

test('of METEOR and, where there is one, of BERTScore', () => {
  const bertScore = { precision: 0, recall: 0, f1: 0.5 };
  expect(intervals([picture(1)], 10)).not.toHaveProperty('bertF1');
  const { meteor, bertF1 } = intervals(Array(10).fill({ ...picture(1), bertScore }), 10);
  expect(bertF1).toEqual([0.5, 0.5]);
  expect(meteor[0]).toBeCloseTo(100 * (1 - 0.6 * (1 / 4) ** 0.2), 9);
});

test('pictures that are all alike leave no doubt', () => {
  const { bleu4 } = intervals(Array(10).fill(picture(1)), 100);
  expect(bleu4[0]).toBe(bleu4[1]);
  expect(bleu4[0]).toBeCloseTo(100 * ((2 / 4) * (1 / 3) * (1 / 2) * 1) ** 0.25, 9);
});

test('a difference is drawn on the same pictures: a constant gain has no width', () => {
  const of = (values: number[]) => values.map((ciderD) => ({ ciderD }) as Measure);
  const others = of([0.1, 0.9, 0.4, 0.6]);
  const constant = difference(of([0.2, 1, 0.5, 0.7]), others, 50);
  for (const value of [constant.mean, ...constant.interval]) expect(value).toBeCloseTo(0.1, 9);
  const mixed = difference(of([0.9, 0.1, 0.4, 0.6]), others, 200);
  expect(mixed.mean).toBeCloseTo(0, 9);
  expect(mixed.interval[0]).toBeLessThan(-0.2);
  expect(mixed.interval[1]).toBeGreaterThan(0.2);
});
