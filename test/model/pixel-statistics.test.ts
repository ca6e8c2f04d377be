// The pixel statistics on pictures whose figures are known. Runs in Node.
import { expect, test } from 'vitest';
import { createPixelStatistics, STATISTICS } from '../../model/pixel-statistics.ts';
import { SIDE } from '../../model/preprocess.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';

const pixelStatistics = createPixelStatistics(await startNodeEngine());

type Colour = [red: number, green: number, blue: number];

/** Statistics by name of the picture that `colour` paints. */
function statisticsOf(colour: (x: number, y: number) => Colour): Record<string, number> {
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) pixels.set(colour(x, y), (y * SIDE + x) * 3);
  const values = pixelStatistics(pixels);
  expect(values).toHaveLength(STATISTICS.length);
  return Object.fromEntries(STATISTICS.map((name, i) => [name, values[i]]));
}

test('a white sheet', () => {
  expect(statisticsOf(() => [255, 255, 255])).toEqual({
    ...Object.fromEntries(STATISTICS.map((name) => [name, 0])),
    'commonest colour': 1,
    'two commonest colours': 1,
    'eight commonest colours': 1,
    '64 commonest colours': 1,
    flat: 1,
    white: 1,
    grey: 1,
  });
});

test('half black, half red: two colours, one sharp edge', () => {
  const half = statisticsOf((_, y) => (y < SIDE / 2 ? [0, 0, 0] : [255, 0, 0]));
  expect(half).toMatchObject({
    'commonest colour': 0.5,
    'two commonest colours': 1,
    black: 0.5,
    grey: 0.5,
    vivid: 0.5,
  });
  expect(half['mean saturation']).toBeCloseTo(0.5, 6);
  expect(half.sharp).toBeCloseTo(0.5 / SIDE, 3); // a row of edges among two neighbours per pixel
  expect(half.flat + half.sharp).toBeCloseTo(1, 6);
  expect(half.contrast).toBeCloseTo((0.299 * 255) / 2 / 128, 4);
  expect(half.colours).toBeCloseTo(Math.log10(2) / 5, 6);
});

test('steps of every size are counted apart', () => {
  for (const [step, name] of [
    [1, 'flat'],
    [5, 'gentle'],
    [15, 'moderate'],
    [40, 'marked'],
    [41, 'sharp'],
  ] as const) {
    const stripes = statisticsOf((x) => (x % 2 ? [100, 100, 100] : [100 + step, 100 + step, 100 + step]));
    expect(stripes[name]).toBeCloseTo(name === 'flat' ? 1 : 0.5, 2); // downwards nothing changes
  }
});

test('every pixel another colour', () => {
  const many = statisticsOf((x, y) => [x, y, (x * 7 + y * 13) % 256]);
  expect(many['commonest colour']).toBeLessThan(0.001);
  expect(many.colours).toBeGreaterThan(0.8);
});

test('the second call does not remember the first', () => {
  const grey = () => statisticsOf(() => [90, 90, 90]);
  const before = grey();
  statisticsOf((x) => [x, 0, 0]);
  expect(grey()).toEqual(before);
});
