// The golden picture itself. Runs in Node.
import { expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { goldenDifference, goldenPixels, meanOfFeatures } from '../../model/golden.ts';
import { SIDE } from '../../model/preprocess.ts';

test('the picture follows its formula', () => {
  const pixels = goldenPixels();
  const at = (x: number, y: number, c: number) => pixels[(y * SIDE + x) * 3 + c];
  expect([at(0, 0, 0), at(0, 0, 2), at(259, 0, 0)]).toEqual([0, 58, (13 * 259) % 256]);
  expect(at(100, 200, 1)).toBe((7 * 200 + 13 * 100 + 29 + Math.floor(20000 / 17)) % 256);
});

test('wrong features are called wrong', () => {
  const flat = new Float32Array(REGIONS * FEATURES).fill(0.16);
  expect(meanOfFeatures(flat)[80]).toBeCloseTo(0.16, 5);
  expect(goldenDifference(flat)).toMatch(/^off by 0\.\d+ on the golden picture$/);
  expect(goldenDifference(flat.fill(Number.NaN))).not.toBeNull();
});
