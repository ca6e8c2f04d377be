// Rounded weights: what is kept of them, by row and by column, in memory and in a file. Runs in Node.
import { expect, test } from 'vitest';
import { round } from '../../model/rounded.ts';
import { type NamedArray, readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { seededRandom } from '../../training/random.ts';

const random = seededRandom(5);
/** Columns of very different size; roughly normal. */
const array = (shape: number[]): NamedArray => {
  const columns = shape[shape.length - 1];
  const length = shape.reduce((a, b) => a * b);
  const normal = () => random() + random() + random() + random() - 2;
  return { shape, values: Float32Array.from({ length }, (_, i) => normal() * 10 ** ((i % columns) % 4)) };
};

function worst({ values }: NamedArray, rounded: NamedArray): number[] {
  const columns = rounded.shape[rounded.shape.length - 1];
  const differences = new Array(columns).fill(0);
  const again = rounded.values;
  values.forEach((value, i) => {
    differences[i % columns] = Math.max(differences[i % columns], Math.abs(value - again[i]));
  });
  return differences;
}

test('every column has a step of its own, and no weight is off by more than half of it', () => {
  const kernel = array([400, 4]);
  const rounded = round(kernel, 'column', 10);
  const { steps, levels } = rounded.rounded!;
  expect(steps).toHaveLength(4);
  worst(kernel, rounded).forEach((difference, column) => {
    expect(difference).toBeLessThanOrEqual(steps[column] / 2 + 1e-6 * steps[column]);
    expect(steps[column] / 10 ** column).toBeCloseTo(0.058, 2); // a tenth of √(4 ∕ 12)
  });
  expect(Math.max(...levels)).toBeLessThan(127);
});

test('a row has one too, and a column of zeros stays what it is', () => {
  const { shape, values } = array([3, 50]);
  const rows = round({ shape: [50, 3], values }, 'row', 20);
  expect(rows.rounded?.steps).toHaveLength(50);
  const again = rows.values;
  values.forEach((value, i) => {
    expect(Math.abs(value - again[i])).toBeLessThanOrEqual(rows.rounded!.steps[Math.floor(i / 3)] * 0.51);
  });
  const zeros = round({ shape, values: values.map((value, i) => (i % 50 === 7 ? 0 : value)) }, 'column', 8);
  expect([7, 57, 107].map((i) => zeros.values[i])).toEqual([0, 0, 0]);
});

test('what is far out is kept: there are fewer steps per standard deviation then', () => {
  const values = new Float32Array(10_000).fill(0.001);
  values[0] = -1;
  const rounded = round({ shape: [1, 10_000], values }, 'row', 127);
  expect(rounded.rounded?.levels[0]).toBe(-127);
  expect(rounded.values[0]).toBeCloseTo(-1, 6);
});

test('a depthwise filter has a step for each channel', () => {
  expect(round(array([3, 3, 8, 1]), 'column', 16).rounded?.steps).toHaveLength(8);
});

test('a file has a byte for each weight, and gives back the same', () => {
  const arrays = new Map([
    ['columns', round(array([5, 3]), 'column', 8)],
    ['plain', { shape: [2], values: Float32Array.of(1, 2) }],
    ['rows', round(array([7, 2]), 'row', 8)],
    ['filter', round(array([3, 3, 8, 1]), 'column', 16)],
  ]);
  const read = readSafetensors(new Uint8Array(writeSafetensors(arrays, 'F16')).buffer);
  expect([...read.keys()]).toEqual([...arrays.keys()]);
  for (const [name, { shape, values, rounded }] of arrays) {
    expect(read.get(name)?.shape).toEqual(shape);
    expect(read.get(name)?.rounded).toEqual(rounded);
    expect(read.get(name)?.values).toEqual(values);
  }
  const large = new Map([['large', round(array([500, 4]), 'column', 8)]]);
  expect(writeSafetensors(large, 'F16').length).toBeLessThan(2000 + 400);
});
