// Logistic regression against probabilities known beforehand. Runs in Node.
import { expect, test } from 'vitest';
import { probability } from '../../../model/logistic.ts';
import { seededRandom } from '../../../training/random.ts';
import { fitLogistic } from '../../../training/silence/fit-logistic.ts';

test('finds the probabilities that the examples were drawn from', () => {
  const random = seededRandom(4);
  const rows = Array.from({ length: 4000 }, () => [10 + random(), random() * 100, 7]); // the last one says nothing
  const truth = ([a, b]: number[]) => 1 / (1 + Math.exp(-(4 * (a - 10.5) - 0.04 * (b - 50))));
  const model = fitLogistic(
    rows,
    rows.map((row) => random() < truth(row)),
  );
  for (const row of rows.slice(0, 50)) expect(Math.abs(probability(model, row) - truth(row))).toBeLessThan(0.05);
  expect(model.weights[2]).toBe(0);
});

test('separable examples do not run away', () => {
  const model = fitLogistic([[0], [1], [2], [3]], [false, false, true, true]);
  expect(probability(model, [0])).toBeLessThan(0.5);
  expect(probability(model, [3])).toBeGreaterThan(0.5);
  expect(Math.abs(model.weights[0])).toBeLessThan(5);
});
