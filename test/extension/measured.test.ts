// Measured figures in words, and what is said where a figure is missing.
import { expect, test } from 'vitest';
import { ratesInWords, sourceInWords } from '../../extension/measured.ts';
import '../interface-in-english.ts';

const at = (coverage: number, correct: number) => ratesInWords({ steps: { normal: { coverage, correct } } }, 'normal');

test('one noun in so many is wrong', () => {
  expect(at(0.617, 0.91)).toBe('describes about 62\u00a0% of everyday photos; about 1 noun in 11 is wrong');
  expect(at(0.4, 0.95)).toContain('about 1 noun in 20 is wrong');
  expect(at(0, 0.998)).toBe('describes about 0\u00a0% of everyday photos; fewer than 1 noun in 100 is wrong');
});

test('says the same in a sentence of its own', () => {
  expect(ratesInWords({ steps: { normal: { coverage: 0.617, correct: 0.91 } } }, 'normal', 'ratesAsSet')).toBe(
    'As it is set now, Inkling describes about 62\u00a0% of everyday photos; about 1 noun in 11 is wrong.',
  );
});

test.each([
  {},
  { steps: {} },
  { steps: { careful: { coverage: 0.4, correct: 0.95 } } },
  { steps: { normal: { coverage: 0.4 } } },
  { steps: { normal: { coverage: '0.4', correct: 0.9 } } },
  { steps: { normal: { coverage: 40, correct: 95 } } },
])('without a figure nothing is said: %j', (measured) => {
  expect(ratesInWords(measured as Parameters<typeof ratesInWords>[0], 'normal')).toBeUndefined();
});

test('says on what it was measured', () => {
  expect(sourceInWords({ photos: 499 })).toBe('Measured on 499 photos.');
  expect(sourceInWords({ photos: 1499, nonPhotos: { described: 0.002, count: 1234 } })).toBe(
    'Measured on 1,499 photos. Of 1,234 pictures of other kinds, 2 got a description.',
  );
  expect(sourceInWords({ nonPhotos: { described: 0, count: 200 } })).toBe(
    'Of 200 pictures of other kinds, none got a description.',
  );
  expect(sourceInWords({ photos: 0 })).toBe('');
});
