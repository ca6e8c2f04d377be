// Thresholds and calibration errors worked out by hand. Runs in Node.
import { expect, test } from 'vitest';
import { seededRandom } from '../../../training/random.ts';
import { calibrationBins, calibrationError, controlRisk } from '../../../training/silence/conformal.ts';

test('the least threshold whose bound holds', () => {
  const losses = (threshold: number) => Array.from({ length: 9 }, (_, i) => (i / 10 >= threshold ? 1 : 0));
  // n + 1 = 10 and worst = 1: (losses + 1) ∕ 10 ≤ 0.3 needs two losses or fewer: i = 7 and 8
  expect(controlRisk([0.5, 0.6, 0.7, 0.8], losses, 1, 0.3)).toBe(0.7);
  expect(controlRisk([0.1, 0.2], losses, 1, 0.3)).toBe(0.2); // none is enough: the most careful one
});

test('a bound that fails later does not count as held before', () => {
  const losses = (threshold: number) => [threshold === 0.6 ? 1 : 0];
  expect(controlRisk([0.5, 0.6, 0.7], losses, 1, 0.6)).toBe(0.7);
});

test('the bound holds on new examples, on average over many calibrations', () => {
  const random = seededRandom(8);
  const draw = () => Array.from({ length: 50 }, random); // an example is wrong below its own number
  const thresholds = Array.from({ length: 101 }, (_, i) => i / 100);
  const risks = Array.from({ length: 300 }, () => {
    const known = draw();
    const chosen = controlRisk(thresholds, (t) => known.map((x) => (x > t ? 1 : 0)), 1, 0.2);
    return 1 - chosen; // the chance that a new example lies above
  });
  const mean = risks.reduce((a, b) => a + b) / risks.length;
  expect(mean).toBeLessThanOrEqual(0.2);
  expect(mean).toBeGreaterThan(0.15);
});

test('calibration error: distance of claim and truth, weighted', () => {
  expect(calibrationError(calibrationBins([0.85, 0.85, 0.15, 0.15], [true, true, false, true]))).toBeCloseTo(
    (0.15 + 0.35) / 2,
  );
});
