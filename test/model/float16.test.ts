// Half precision against values from IEEE 754. Runs in Node.
import { expect, test } from 'vitest';
import { floatsToHalves, halvesToFloats, toHalf } from '../../model/float16.ts';

test('known bit patterns', () => {
  const cases: [number, number][] = [
    [0, 0x0000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff], // largest
    [2 ** -14, 0x0400], // smallest normal
    [2 ** -24, 0x0001], // smallest subnormal
    [0.333251953125, 0x3555],
    [Number.POSITIVE_INFINITY, 0x7c00],
  ];
  for (const [value, bits] of cases) {
    expect(toHalf(value)).toBe(bits);
    expect(halvesToFloats(Uint16Array.of(bits))[0]).toBe(value);
  }
});

test('rounds to nearest, ties to even', () => {
  expect(toHalf(1 + 2 ** -11)).toBe(0x3c00); // halfway between 1 and the next: even below
  expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02); // halfway: even above
  expect(toHalf(1 + 2 ** -11 + 2 ** -20)).toBe(0x3c01);
  expect(toHalf(65519)).toBe(0x7bff);
  expect(toHalf(65520)).toBe(0x7c00);
  expect(toHalf(2.5 * 2 ** -24)).toBe(0x0002);
});

test('every finite half survives the way there and back', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
  expect(floatsToHalves(halvesToFloats(all))).toEqual(all);
});
