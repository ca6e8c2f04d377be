// What training makes of a picture: exchanged sides, parts, other light. Runs in Node.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { INPUT_LENGTH, inMemory, SIDE, toPixels } from '../../../model/preprocess.ts';
import { readPixels } from '../../../scripts/image-file.ts';
import { changeLight, cropAtRandom, mirror, readView, viewsWith } from '../../../training/encoding/picture-views.ts';
import { seededRandom } from '../../../training/random.ts';

const pixel = (from: Uint8Array, x: number, y: number) => [...from.slice((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3)];

test('each row is turned round, its pixels are not, and twice gives the same again', () => {
  const pixels = Uint8Array.from({ length: INPUT_LENGTH }, (_, i) => (i * 31 + Math.floor(i / 700)) % 256);
  const mirrored = mirror(pixels);
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

test('as many parts as are asked for', () => {
  expect(viewsWith({ mirrored: 1, crops: 2 })).toEqual(['plain', 'mirrored', 'cropped-1', 'cropped-2']);
  expect(viewsWith({ mirrored: false, crops: 0 })).toEqual(['plain']);
});

/** Red tells the column, green the row. */
const [WIDTH, HEIGHT] = [200, 120];
const whole = inMemory(
  WIDTH,
  HEIGHT,
  Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => {
    const place = i >> 2;
    return [place % WIDTH, Math.floor(place / WIDTH), 7, 255][i % 4];
  }),
);

test('a part is one rectangle of the picture, of at least half its area, anywhere', () => {
  const random = seededRandom(1);
  const parts = Array.from({ length: 200 }, () => cropAtRandom(whole, random));
  const corners = parts.map(({ width, height, rows }) => {
    const all = rows(0, height);
    const [left, top] = all;
    for (const [x, y] of [
      [0, height - 1],
      [width - 1, 0],
      [width >> 1, height >> 1],
    ]) {
      const at = (y * width + x) * 4;
      expect([...all.subarray(at, at + 4)]).toEqual([left + x, top + y, 7, 255]);
    }
    expect([...rows(height - 2, 2)]).toEqual([...all.subarray((height - 2) * width * 4)]);
    expect(left + width).toBeLessThanOrEqual(WIDTH);
    expect(top + height).toBeLessThanOrEqual(HEIGHT);
    return { left, top, right: left + width, bottom: top + height };
  });
  const areas = parts.map(({ width, height }) => (width * height) / (WIDTH * HEIGHT));
  expect(Math.min(...areas)).toBeGreaterThan(0.5);
  expect(Math.max(...areas)).toBeLessThanOrEqual(1);
  expect(Math.max(...areas) - Math.min(...areas)).toBeGreaterThan(0.3);
  expect(corners.some(({ left, top }) => left > 30 && top > 15)).toBe(true);
  expect(corners.some(({ right, bottom }) => right < WIDTH - 30 && bottom < HEIGHT - 15)).toBe(true);
  expect(toPixels(parts[0])).toHaveLength(INPUT_LENGTH);
});

test('a picture of one pixel has a part', () => {
  const part = cropAtRandom(inMemory(1, 1, Uint8Array.of(1, 2, 3, 255)), seededRandom(4));
  expect([part.width, part.height, ...part.rows(0, 1)]).toEqual([1, 1, 1, 2, 3, 255]);
});

test('other light changes brightness, contrast and how strong colours are, not their order', () => {
  const pixels = Uint8Array.of(100, 140, 180, 110, 110, 110, 60, 80, 70);
  const seen = Array.from({ length: 50 }, (_, seed) => changeLight(pixels, seededRandom(seed)));
  const averages = seen.map((changed) => changed.reduce((a, b) => a + b) / changed.length);
  const spreads = seen.map((changed) => changed[2] - changed[6]); // 120 at first
  const colours = seen.map((changed) => changed[2] - changed[0]); // 80
  for (const [values, low, high] of [
    [averages, 90, 115],
    [spreads, 95, 140],
    [colours, 60, 95],
  ] as const) {
    expect(Math.min(...values)).toBeLessThan(low);
    expect(Math.max(...values)).toBeGreaterThan(high);
  }
  for (const changed of seen) {
    expect(changed[0] < changed[1] && changed[1] < changed[2] && changed[6] < changed[3]).toBe(true);
    expect(Math.max(changed[3], changed[4], changed[5]) - Math.min(changed[3], changed[4], changed[5])).toBe(0);
  }
});

test('a view of a picture is always the same, and different from those of others', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const bytes = await sharp({ create: { width: 90, height: 70, channels: 3, background: 'grey', noise } })
    .png()
    .toBuffer();
  const plain = await readPixels(bytes);
  expect(await readView(bytes, 'plain', 'a.jpg')).toEqual(plain);
  expect(await readView(bytes, 'mirrored', 'a.jpg')).toEqual(mirror(plain));
  const first = await readView(bytes, 'cropped-1', 'a.jpg');
  expect(await readView(bytes, 'cropped-1', 'a.jpg')).toEqual(first);
  for (const other of [
    plain,
    await readView(bytes, 'cropped-2', 'a.jpg'),
    await readView(bytes, 'cropped-1', 'b.jpg'),
  ]) {
    expect(Buffer.compare(other, first)).not.toBe(0);
  }
});
