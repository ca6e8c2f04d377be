// The sizes that are refused before anything is decoded.
import { expect, test } from 'vitest';
import { checkSize } from '../../model/picture-limits.ts';

test.each([
  [16, 16],
  [8000, 6250],
  [16_384, 16],
])('%d×%d pixels are fine', (width, height) => {
  expect(() => checkSize(width, height)).not.toThrow();
});

test.each([
  [15, 4000, 'too-small'],
  [4000, 15, 'too-small'],
  [8000, 6251, 'too-large'],
  [16_385, 16, 'too-large'],
  [16, 16_385, 'too-large'],
])('%d×%d pixels are %s', (width, height, reason) => {
  expect(() => checkSize(width, height)).toThrow(expect.objectContaining({ reason }));
});
