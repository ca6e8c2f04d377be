// When the bench refuses to compare.
import { expect, it } from 'vitest';
import { checkSame, relativeDifference } from '../../../scripts/bench/same-results.ts';
import type { Result } from '../../../scripts/bench/side.ts';

const VOCABULARY = ['<pad>', '<start>', '<end>', '<unknown>', 'a', 'dog', 'cat'];
const result = (changes: Partial<Result> = {}): Result => ({
  features: Float32Array.of(0, 2, 4),
  sentence: [4, 5],
  described: [4, 5],
  rows: 7,
  ...changes,
});
const check = (inkling: Result) =>
  checkSame(
    { inkling: [result(), inkling], onnxruntime: [result(), result()], tfjs: [result(), result()] },
    VOCABULARY,
  );

it('accepts the same sentences and features that differ by rounding', () => {
  expect(() => check(result({ features: Float32Array.of(0, 2.001, 4) }))).not.toThrow();
});

it('names the side, the picture and both sentences', () => {
  const message = 'inkling says "a cat" of picture 2, and tfjs "a dog"';
  expect(() => check(result({ sentence: [4, 6] }))).toThrow(message);
  expect(() => check(result({ described: [4, 6] }))).toThrow(message);
});

it('refuses other features, fewer of them, and those that are no numbers', () => {
  const message = 'inkling sees something else in picture 2';
  for (const features of [
    [0, 2.1, 4],
    [0, 2],
    [0, Number.NaN, 4],
  ])
    expect(() => check(result({ features: Float32Array.from(features) }))).toThrow(message);
});

it('measures differences against the largest feature', () => {
  expect(relativeDifference(Float32Array.of(1, -7), Float32Array.of(1, -8))).toBe(0.125);
});
