// The resampler: sizes, transparency, strips, aliasing. Runs in Node.
import { expect, test } from 'vitest';
import { INPUT_LENGTH, inMemory, type PixelSource, SIDE, toPixels } from '../../model/preprocess.ts';

/** RGBA picture from a function of x and y. */
function picture(width: number, height: number, at: (x: number, y: number) => [number, number, number, number]) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgba.set(at(x, y), (y * width + x) * 4);
  return inMemory(width, height, rgba);
}
const pixel = (pixels: Uint8Array, x: number, y: number) => [
  ...pixels.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3),
];

test('the network’s own size passes through unchanged', () => {
  const source = picture(SIDE, SIDE, (x, y) => [x % 256, y % 256, (x * y) % 256, 255]);
  const pixels = toPixels(source);
  expect(pixels.length).toBe(INPUT_LENGTH);
  for (const [x, y] of [
    [0, 0],
    [13, 200],
    [259, 259],
  ])
    expect(pixel(pixels, x, y)).toEqual([x % 256, y % 256, (x * y) % 256]);
});

test.each([
  [1, 1],
  [2, 700],
  [3000, 3],
  [37, 411],
])('one colour stays one colour at %i×%i', (width, height) => {
  const pixels = toPixels(picture(width, height, () => [10, 200, 77, 255]));
  expect(new Set(Array.from({ length: SIDE * SIDE }, (_, i) => pixels.subarray(i * 3, i * 3 + 3).join()))).toEqual(
    new Set(['10,200,77']),
  );
});

test('transparency lies on white', () => {
  expect(pixel(toPixels(picture(4, 4, () => [0, 0, 0, 0])), 100, 100)).toEqual([255, 255, 255]);
  expect(pixel(toPixels(picture(4, 4, () => [255, 0, 0, 51])), 100, 100)).toEqual([255, 204, 204]); // 20 % red
});

test('a wide picture is squeezed, not cropped: left half red, right half blue', () => {
  const pixels = toPixels(picture(800, 100, (x) => (x < 400 ? [255, 0, 0, 255] : [0, 0, 255, 255])));
  expect(pixel(pixels, 0, 130)).toEqual([255, 0, 0]);
  expect(pixel(pixels, 120, 0)).toEqual([255, 0, 0]);
  expect(pixel(pixels, 140, 259)).toEqual([0, 0, 255]);
});

test('fine stripes average to grey instead of aliasing', () => {
  const pixels = toPixels(picture(2600, 260, (x) => (x % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255])));
  for (const value of pixels) expect(Math.abs(value - 127.5)).toBeLessThan(4); // a little more at the edges
});

test('a large picture is read in strips, and no seam shows', () => {
  const wide = picture(5000, 900, (_, y) => [(y * 255) / 900, 0, 0, 255]); // 4.5 megapixels
  let strips = 0;
  const countStrips: PixelSource['rows'] = (y, count) => {
    strips++;
    return wide.rows(y, count);
  };
  const pixels = toPixels({ ...wide, rows: countStrips });
  expect(strips).toBeGreaterThan(3);
  for (let y = 0; y < SIDE; y++) expect(Math.abs(pixel(pixels, 77, y)[0] - (255 * (y + 0.5)) / SIDE)).toBeLessThan(2);
});
