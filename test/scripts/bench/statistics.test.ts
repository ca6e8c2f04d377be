// Medians and quartiles.
import { expect, it } from 'vitest';
import { spreadOf } from '../../../scripts/bench/statistics.ts';

it('finds the middle and the quarters, in proportion between two values', () => {
  expect(spreadOf([50, 10, 30, 20, 40])).toEqual({ median: 30, quartiles: [20, 40] });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, quartiles: [1.75, 3.25] });
  expect(spreadOf([7])).toEqual({ median: 7, quartiles: [7, 7] });
});

it('is not moved by one slow run', () => {
  expect(spreadOf([1, 1, 1, 1, 1000])).toEqual({ median: 1, quartiles: [1, 1] });
});
