// Rounding that cancels its own errors: nearer to the products than plain rounding, and the same where inputs are unrelated. Runs in Node.
import { expect, test } from 'vitest';
import { seededRandom } from '../../../training/random.ts';
import { nearestPlane } from '../../../training/rounding/nearest-plane.ts';

const [INPUTS, OUTPUTS, SEEN] = [24, 40, 400];
const random = seededRandom(3);
const normal = () => random() + random() + random() - 1.5;
const values = Float32Array.from({ length: INPUTS * OUTPUTS }, normal);
const steps = new Float32Array(OUTPUTS).fill(0.5);

/** Inputs that rise and fall together, as features do. */
const inputs = Array.from({ length: SEEN }, () => {
  const common = normal();
  return Array.from({ length: INPUTS }, () => common + 0.3 * normal());
});
const momentsOf = (rows: number[][]) =>
  Float64Array.from({ length: INPUTS ** 2 }, (_, i) =>
    rows.reduce((sum, x) => sum + x[Math.floor(i / INPUTS)] * x[i % INPUTS], 0),
  );

/** Sum of squares of what the outputs are off. */
function harm(levels: Int8Array): number {
  const error = values.map((value, i) => value - levels[i] * steps[i % OUTPUTS]);
  const off = (x: number[], o: number) => x.reduce((sum, value, i) => sum + value * error[i * OUTPUTS + o], 0);
  return inputs.reduce((sum, x) => sum + [...steps.keys()].reduce((own, o) => own + off(x, o) ** 2, 0), 0);
}
const plain = Int8Array.from(values, (value, i) => Math.round(value / steps[i % OUTPUTS]));

test('outputs are off by far less than after plain rounding', () => {
  expect(harm(nearestPlane(values, momentsOf(inputs), steps, 127))).toBeLessThan(0.3 * harm(plain));
});

test('inputs that have nothing to do with one another leave nothing to cancel', () => {
  const unrelated = new Float64Array(INPUTS ** 2);
  for (let i = 0; i < INPUTS; i++) unrelated[i * INPUTS + i] = 1 + i;
  expect(nearestPlane(values, unrelated, steps, 127)).toEqual(plain);
});

test('an input that was never seen is rounded plainly, and levels stay within their bounds', () => {
  const unseen = momentsOf(inputs.map((x) => x.map((value, i) => (i === 4 ? 0 : value))));
  const levels = nearestPlane(values, unseen, steps, 127);
  expect(levels.slice(4 * OUTPUTS, 5 * OUTPUTS)).toEqual(plain.slice(4 * OUTPUTS, 5 * OUTPUTS));
  expect(Math.max(...nearestPlane(values, unseen, steps, 1).map(Math.abs))).toBe(1);
  expect(nearestPlane(values, new Float64Array(INPUTS ** 2), steps, 127)).toEqual(plain);
});
