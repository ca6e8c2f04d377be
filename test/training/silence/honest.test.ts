// What counts as right, and how sure the shares are. Runs in Node.
import { expect, test } from 'vitest';
import { contentSize, countNouns, nounsIn, shareRight, withInterval } from '../../../training/silence/honest.ts';

test('nouns are right when a human says them, in any number, or something that is one', () => {
  const captions = ['Two dogs run across a field .', 'A surfer rides a wave .'];
  expect(countNouns('a dog is running', captions)).toEqual({ nouns: 1, right: 1, verbs: 1 });
  expect(countNouns('a person with a cat', captions)).toEqual({ nouns: 2, right: 1, verbs: 0 });
  expect(countNouns('a surfer', ['a person on the beach'])).toEqual({ nouns: 1, right: 0, verbs: 0 });
  expect(countNouns('a dog and a dog', captions)).toMatchObject({ nouns: 1 });
  expect(nounsIn('several children in the snow')).toEqual(['person', 'snow']);
});

test('shares are over all nouns, sizes over all descriptions', () => {
  const counts = [
    { nouns: 3, right: 3, verbs: 1 },
    { nouns: 1, right: 0, verbs: 0 },
  ];
  expect(shareRight(counts)).toBe(0.75);
  expect(contentSize(counts)).toBe(2.5);
  expect(shareRight([])).toBe(0);
});

test('95 % intervals enclose the value and shrink with more pictures', () => {
  const coin = (n: number) => Array.from({ length: n }, (_, i) => i % 2);
  const heads = (some: number[]) => some.reduce((a, b) => a + b, 0) / some.length;
  const [few, many] = [withInterval(coin(20), heads), withInterval(coin(500), heads)];
  expect(many?.value).toBe(0.5);
  expect(many!.low).toBeGreaterThan(few!.low);
  expect(many!.high - many!.low).toBeCloseTo(4 * Math.sqrt(0.25 / 500), 1);
  expect(withInterval([], heads)).toBeNull();
});
