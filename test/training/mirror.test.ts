// Left and right exchanged, and nothing else.
import { expect, test } from 'vitest';
import { INPUT_LENGTH, SIDE } from '../../model/preprocess.ts';
import { mirror } from '../../training/mirror.ts';

test('each row is turned round, its pixels are not, and twice gives the same again', () => {
  const pixels = Uint8Array.from({ length: INPUT_LENGTH }, (_, i) => (i * 31 + Math.floor(i / 700)) % 256);
  const mirrored = mirror(pixels);
  const pixel = (from: Uint8Array, x: number, y: number) => [...from.slice((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3)];
  for (const [x, y] of [
    [0, 0],
    [17, 3],
    [130, 259],
  ]) {
    expect(pixel(mirrored, SIDE - 1 - x, y)).toEqual(pixel(pixels, x, y));
  }
  expect(Buffer.compare(mirrored, pixels)).not.toBe(0);
  expect(Buffer.compare(mirror(mirrored), pixels)).toBe(0);
});
