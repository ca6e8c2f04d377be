// Different sentences, words, and sentences learned by heart.
import { expect, test } from 'vitest';
import { variety } from '../../../training/scores/variety.ts';

const SAID = ['a dog runs', 'a dog runs', 'a cat runs'];

test('counts what is different', () => {
  expect(variety(SAID)).toEqual({ sentences: 2, words: 4 });
});

test('finds copies whatever the signs and capitals', () => {
  expect(variety(SAID, ['A dog runs .', 'A dog, sitting'])).toEqual({ sentences: 2, words: 4, copies: 2 });
});
