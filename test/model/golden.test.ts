// The golden picture itself. Runs in Node.
import { expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { GOLDEN_MEANS, goldenDifference, goldenPixels, meanOfFeatures } from '../../model/golden.ts';
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
  const saying = (value: number) =>
    new Map([[GOLDEN_MEANS, { shape: [REGIONS], values: new Float32Array(REGIONS).fill(value) }]]);
  expect(goldenDifference(flat, saying(0.1605))).toBeNull();
  expect(goldenDifference(flat, saying(0.1))).toBe('off by 0.0600 on the golden picture');
  expect(goldenDifference(flat.fill(Number.NaN), saying(0.16))).not.toBeNull();
  expect(() => goldenDifference(flat, new Map())).toThrow(GOLDEN_MEANS);
});
