// What of a network is rounded, and how finely. Runs in Node.
import { expect, test } from 'vitest';
import type { NamedArray, NamedArrays } from '../../../model/safetensors.ts';
import { seededRandom } from '../../../training/random.ts';
import { compress } from '../../../training/rounding/compress.ts';

const random = seededRandom(8);
const array = (...shape: number[]): NamedArray => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random() + random() + random() - 1.5),
});
const arrays: NamedArrays = new Map([
  ['large/kernel', array(1, 1, 64, 100)],
  ['quarter/kernel', array(16, 100)],
  ['tiny/kernel', array(2, 3)],
  ['own/depthwise/kernel', array(5, 5, 16, 1)],
  ['embedding/kernel', array(40, 64)],
  ['stem/kernel', array(3, 3, 3, 8)],
  ['large/bias', array(100)],
]);
const deviation = 0.5; // of the sum of three uniform numbers

test('matrices and depthwise filters become levels; what is small, and biases, stay as they are', () => {
  const kept = [...compress(arrays, 4)].filter(([, { rounded }]) => !rounded).map(([name]) => name);
  expect(kept).toEqual(['tiny/kernel', 'stem/kernel', 'large/bias']);
});

test('a quarter of the size, half the step', () => {
  const compressed = compress(arrays, 4);
  const meanStep = (name: string) => {
    const steps = compressed.get(name)!.rounded!.steps;
    return steps.reduce((a, b) => a + b) / steps.length;
  };
  expect(meanStep('large/kernel')).toBeCloseTo(deviation / 4, 2);
  expect(meanStep('quarter/kernel')).toBeCloseTo(deviation / 8, 2);
});

test('columns have a step each, of embeddings the rows, with known inputs too', () => {
  const moments = new Map([
    ['large', new Float64Array(64 * 64).fill(1)],
    ['embedding', new Float64Array(64 * 64).fill(1)],
  ]);
  const plain = compress(arrays, 4);
  const cancelled = compress(arrays, 4, moments);
  for (const [name, outputs] of [
    ['large/kernel', 100],
    ['embedding/kernel', 40],
  ] as const) {
    const [before, after] = [plain, cancelled].map((some) => some.get(name)!);
    expect(after.rounded!.steps).toEqual(before.rounded!.steps);
    expect(after.rounded!.steps).toHaveLength(outputs);
    expect(after.rounded!.levels).not.toEqual(before.rounded!.levels);
    // Every input is always the same: only the sum of an output's errors counts, and it all but vanishes.
    expect(worstSum(name, after)).toBeLessThan(0.51 * Math.max(...after.rounded!.steps));
    expect(worstSum(name, before)).toBeGreaterThan(Math.max(...before.rounded!.steps));
  }
  expect(cancelled.get('quarter/kernel')).toEqual(plain.get('quarter/kernel'));
});

function worstSum(name: string, array: NamedArray): number {
  const { shape, values } = arrays.get(name)!;
  const outputs = array.rounded!.steps.length;
  const sums = new Array(outputs).fill(0);
  const again = array.values;
  const rows = array.rounded!.per === 'row';
  values.forEach((value, i) => {
    sums[rows ? Math.floor(i / shape[1]) : i % outputs] += value - again[i];
  });
  return Math.max(...sums.map(Math.abs));
}
