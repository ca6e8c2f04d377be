// A logistic model worked out by hand. Runs in Node.
import { expect, test } from 'vitest';
import { logit, probability, sigmoid } from '../../model/logistic.ts';

test('features are standardised, weighed and squeezed', () => {
  const model = { mean: [1, 10], scale: [2, 5], weights: [3, -1], bias: 0.5 };
  expect(probability(model, [3, 20])).toBeCloseTo(sigmoid(0.5 + 3 * 1 - 1 * 2));
});

test('log-odds undo the squeezing and stay finite', () => {
  expect(logit(sigmoid(1.3))).toBeCloseTo(1.3);
  expect(Number.isFinite(logit(0)) && Number.isFinite(logit(1))).toBe(true);
});
