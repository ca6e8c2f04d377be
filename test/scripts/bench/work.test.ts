// The size of the network in multiply-adds, against the published one and against sums done by hand.
import { expect, it } from 'vitest';
import { decoderWork, encoderWork, matrixOf } from '../../../scripts/bench/work.ts';

it('counts the encoder as its authors do, who add some sums: 869 million for 260 × 260 pixels', () => {
  expect(encoderWork() / 869e6).toBeGreaterThan(0.98);
  expect(encoderWork() / 869e6).toBeLessThanOrEqual(1);
});

it('counts the decoder: looking once, then as much for every word of every sentence', () => {
  const look = 81 * 1280 * 512 + 81 * 512 * 512 + 512 * 1024;
  const row = 512 * (3072 + 2560 + 2048 + 512) + 2 * 81 * 512 + 512 * 1000;
  expect(decoderWork(1000, 0)).toBe(look);
  expect(decoderWork(1000, 7)).toBe(look + 7 * row);
});

it('makes matrices that neither lengthen nor shorten what they are multiplied with', () => {
  const values = matrixOf(200);
  const [length, mean] = [values.reduce((sum, x) => sum + x * x, 0) / 200, values.reduce((a, b) => a + b) / 200];
  expect(length).toBeGreaterThan(0.95);
  expect(length).toBeLessThan(1.05);
  expect(Math.abs(mean)).toBeLessThan(0.2);
});
