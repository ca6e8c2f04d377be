// Tests scripts/image-file.ts on files of every kind, made here. Runs in Node.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SIDE } from '../../model/preprocess.ts';
import { readPixels } from '../../scripts/image-file.ts';

const cat = readFileSync('scripts/sample/cat.jpg');
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c00' } });
const svg = (content: string) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${content}</svg>`);
const HALF_RED = 'viewBox="0 0 10 10"><rect width="5" height="10" fill="#f00"/>';

/** RGB at a place given as fractions of the sides. */
const at = (pixels: Uint8Array, x: number, y: number) => {
  const start = (Math.floor(y * SIDE) * SIDE + Math.floor(x * SIDE)) * 3;
  return [...pixels.subarray(start, start + 3)];
};

const meanDifference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

test.each(['png', 'webp', 'avif', 'gif', 'tiff'] as const)(
  'reads %s like the JPEG it was made from',
  async (format) => {
    const pixels = await readPixels(await sharp(cat).toFormat(format).toBuffer());
    expect(pixels).toHaveLength(SIDE * SIDE * 3);
    expect(meanDifference(pixels, await readPixels(cat))).toBeLessThan(6);
  },
);

test('reads 16 bits per channel, greyscale with transparency and CMYK', async () => {
  const deep = await sharp(cat).toColourspace('rgb16').png().toBuffer();
  expect(meanDifference(await readPixels(deep), await readPixels(cat))).toBeLessThan(2);
  const [red, green, blue] = at(
    await readPixels(await sharp(cat).greyscale().ensureAlpha(0).png().toBuffer()),
    0.5,
    0.5,
  );
  expect([red, green, blue]).toEqual([255, 255, 255]);
  const cmyk = await sharp(cat).toColourspace('cmyk').jpeg().toBuffer();
  expect(meanDifference(await readPixels(cmyk), await readPixels(cat))).toBeLessThan(25);
});

test('applies the EXIF orientation', async () => {
  const upright = svg(HALF_RED);
  const turned = await sharp(upright, { density: 720 })
    .flatten({ background: '#fff' })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const pixels = await readPixels(turned); // 6: turn a quarter clockwise, so that left becomes top
  expect(at(pixels, 0.8, 0.2)[1]).toBeLessThan(10);
  expect(at(pixels, 0.2, 0.8)[1]).toBeGreaterThan(245);
});

test('takes the first frame of an animation', async () => {
  const frames = await Promise.all(
    ['#f00', '#00f'].map((background) =>
      sharp({ create: { width: 40, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const animation = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect((await sharp(animation).metadata()).pages).toBe(2);
  expect(at(await readPixels(animation), 0.5, 0.9)).toEqual([255, 0, 0]);
});

test.each([
  ['without a size', HALF_RED],
  ['tiny', `width="1" height="1" ${HALF_RED}`],
  ['enormous', `width="90000" height="90000" ${HALF_RED}`],
])('draws an SVG %s at one sensible size, transparency on white', async (_, content) => {
  const pixels = await readPixels(svg(content));
  expect([at(pixels, 0.2, 0.5), at(pixels, 0.8, 0.5)]).toEqual([
    [255, 0, 0],
    [255, 255, 255],
  ]);
});

test.each([
  ['an empty file', async () => new Uint8Array(0), 'empty'],
  ['more than 30 MB', async () => new Uint8Array(30e6 + 1), 'too-large'],
  ['more than 50 megapixels', () => plain(8000, 6251).png().toBuffer(), 'too-large'],
  ['a picture that is too long', () => plain(16_385, 20).png().toBuffer(), 'too-large'],
  ['one pixel', () => plain(1, 1).png().toBuffer(), 'too-small'],
  ['a web page', async () => Buffer.from('<!doctype html><title>Not found</title><p>Sorry'), 'not-an-image'],
  ['text', async () => Buffer.from('just some words in a file'), 'not-an-image'],
  ['a picture cut off in its header', async () => cat.subarray(0, 100), 'corrupt'],
  ['a picture cut off in its middle', async () => cat.subarray(0, cat.length / 2), 'corrupt'],
])('refuses %s', async (_, bytes, reason) => {
  await expect(readPixels(await bytes())).rejects.toMatchObject({ reason });
});
