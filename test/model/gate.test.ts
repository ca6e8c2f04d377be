// The gate against distances worked out by hand. Runs in Node.
import { expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { createGate, poolFeatures } from '../../model/gate.ts';

/** Features that are `value` for feature `i` everywhere and 0 elsewhere. */
function onlyFeature(i: number, value = 1): Float32Array {
  return Float32Array.from({ length: REGIONS * FEATURES }, (_, k) => (k % FEATURES === i ? value : 0));
}

const unit = (i: number) => Float32Array.from({ length: FEATURES }, (_, k) => (k === i ? 1 : 0));
const gate = createGate(
  new Map([
    ['mean', { shape: [FEATURES], values: unit(0) }],
    ['directions', { shape: [1, FEATURES], values: unit(1) }],
    ['variances', { shape: [1], values: Float32Array.of(0.5) }],
    ['rest', { shape: [1], values: Float32Array.of(0.25) }],
  ]),
);

test('pooled features have length 1, whatever the brightness', () => {
  expect(poolFeatures(onlyFeature(3, 5))).toEqual(unit(3));
  expect(poolFeatures(new Float32Array(REGIONS * FEATURES))).toEqual(new Float32Array(FEATURES)); // no division by 0
});

test('distance: squared, by the variance of each direction', () => {
  expect(gate.judge(onlyFeature(0)).strangeness).toBe(0); // the mean itself
  expect(gate.judge(onlyFeature(1)).strangeness).toBe(1 / 0.5 + 1 / 0.25); // 1 along the direction, −1 along the mean (outside)
  expect(gate.judge(onlyFeature(2)).strangeness).toBe(2 / 0.25); // all of it outside
});
