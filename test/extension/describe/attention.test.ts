// Where the network looked, in words.
import { expect, test } from 'vitest';
import { placeOf } from '../../../extension/describe/attention.ts';

/** All attention on some regions, evenly. */
const on = (regions: [row: number, column: number][]) => {
  const attention = Array.from({ length: 81 }, () => 0);
  for (const [row, column] of regions) attention[9 * row + column] = 1 / regions.length;
  return attention;
};

test.each([
  ['placeUpperLeft', [[0, 0]]],
  ['placeMiddleMiddle', [[4, 4]]],
  ['placeLowerRight', [[8, 8]]],
  ['placeLowerMiddle', [[7, 3]]],
  [
    'placeUpperAny',
    [
      [1, 1],
      [1, 4],
      [1, 7],
    ],
  ],
  [
    'placeAnyRight',
    [
      [1, 7],
      [4, 7],
      [7, 7],
    ],
  ],
] as [string, [number, number][]][])('%s', (place, regions) => {
  expect(placeOf(on(regions))).toBe(place);
});

test('what is looked at everywhere is nowhere', () => {
  expect(placeOf(Array.from({ length: 81 }, () => 1 / 81))).toBe('placeEverywhere');
});
