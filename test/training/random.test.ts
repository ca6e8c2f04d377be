// Seeded randomness. Runs in Node.
import { expect, test } from 'vitest';
import { dropoutMask, glorot, seededRandom, shuffled } from '../../training/random.ts';

const take = (count: number, ...seed: number[]) => Array.from({ length: count }, seededRandom(...seed));

test('the seed decides, all of it, and the numbers are uniform', () => {
  expect(take(5, 1, 2)).toEqual(take(5, 1, 2));
  expect(take(5, 1, 2)).not.toEqual(take(5, 2, 1));
  const numbers = take(10_000, 3);
  expect(numbers.reduce((a, b) => a + b) / 10_000).toBeCloseTo(0.5, 1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
});

test('steps next to each other are unlike each other', () => {
  const first = Array.from({ length: 1000 }, (_, step) => seededRandom(1, step, 0, 3)());
  const mean = first.reduce((a, b) => a + b) / 1000;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(new Set(first).size).toBe(1000);
});

test('shuffling keeps every item; dropout keeps the mean; Glorot keeps its limit', () => {
  expect(shuffled([1, 2, 3, 4], seededRandom(1)).toSorted()).toEqual([1, 2, 3, 4]);
  const mask = dropoutMask(20_000, 0.4, seededRandom(1));
  expect(mask.reduce((a, b) => a + b) / mask.length).toBeCloseTo(1, 1);
  expect(new Set(mask).size).toBe(2);
  const limit = Math.sqrt(6 / 30);
  for (const value of glorot([10, 20], seededRandom(1))) expect(Math.abs(value)).toBeLessThanOrEqual(limit);
});
