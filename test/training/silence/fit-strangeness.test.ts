// The fitted measure of strangeness on points whose spread is known. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { FEATURES } from '../../../model/encoder.ts';
import { seededRandom } from '../../../training/random.ts';
import { fitStrangeness } from '../../../training/silence/fit-strangeness.ts';
import { startWasm } from '../../../training/start-wasm.ts';

beforeAll(() => startWasm());

test('finds the directions of largest variance, and what is left', () => {
  const random = seededRandom(1);
  const count = 400;
  const points = new Float32Array(count * FEATURES);
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < 40; k++) points[n * FEATURES + k] = 1 + (random() - 0.5) * (k < 2 ? 4 - k : 0.5);
  }
  const fitted = fitStrangeness(points);
  const directions = fitted.get('directions')?.values as Float32Array;
  const variances = fitted.get('variances')?.values as Float32Array;
  expect(fitted.get('mean')?.values[5]).toBeCloseTo(1, 1);
  expect(Math.abs(directions[0])).toBeGreaterThan(0.99); // first direction: feature 0, variance 4²/12
  expect(variances[0]).toBeCloseTo(16 / 12, 0);
  expect(Math.abs(directions[FEATURES + 1])).toBeGreaterThan(0.99); // second: feature 1, variance 3²/12
  expect(variances[1]).toBeCloseTo(9 / 12, 0);
  expect(fitted.get('rest')?.values[0]).toBeGreaterThan(0);
});
