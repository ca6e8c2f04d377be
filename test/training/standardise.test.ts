// Mean and deviation of features. Runs in Node.
import { expect, test } from 'vitest';
import { FEATURES } from '../../model/encoder.ts';
import { layoutOf, partOf } from '../../training/learning/parameters.ts';
import { setStandards, standardOf } from '../../training/standardise.ts';

/** Two pictures whose feature i is i and i + 2. */
const POOLED = Float32Array.from({ length: 2 * FEATURES }, (_, i) => (i % FEATURES) + (i < FEATURES ? 0 : 2));

test('of each feature over the pictures', () => {
  const { mean, scale } = standardOf(POOLED);
  expect([mean[0], mean[7]]).toEqual([1, 8]);
  expect(scale[0]).toBeCloseTo(1, 2);
});

test('what never changes is not divided by zero', () => {
  expect(Math.min(...standardOf(new Float32Array(FEATURES)).scale)).toBeGreaterThan(0);
});

test('are set in layers that have them, and looked for only there', () => {
  const withThem = layoutOf({
    'picture/mean': [FEATURES],
    'picture/scale': [FEATURES],
    'picture/kernel': [FEATURES, 1],
  });
  const vector = new Float32Array(withThem.length).fill(9);
  setStandards(vector, withThem, () => POOLED);
  expect(partOf(vector, withThem, 'picture/mean')[7]).toBe(8);
  expect(partOf(vector, withThem, 'picture/scale')[0]).toBeCloseTo(1, 2);
  expect(partOf(vector, withThem, 'picture/kernel')).toEqual(new Float32Array(FEATURES).fill(9));
  const without = layoutOf({ 'picture/kernel': [FEATURES, 1] });
  setStandards(vector, without, () => {
    throw new Error('not needed');
  });
});
