// What is said instead, and what is not said of whom. That no word escapes is the test of phrases.
import { expect, it, test } from 'vitest';
import { isDenied, isPerson, maySayBefore, neutral } from '../../../model/english/neutral-words.ts';

it.each([
  ['man', 'person'],
  ['ladies', 'people'],
  ['baby', 'child'],
  ['kids', 'children'],
  ['bride', 'person'],
  ['batsman', 'player'],
  ['his', 'their'],
  ['herself', 'themselves'],
  ['surfer', 'surfer'],
  ['snowman', 'snowman'],
])('%s → %s', (word, said) => {
  expect(neutral(word)).toBe(said);
});

it.each([
  ['black', 'dog', true],
  ['black', 'man', false],
  ['little', 'surfer', false],
  ['old', 'truck', true],
  ['asian', 'market', false],
  ['german', 'shepherd', true],
  ['german', 'car', false],
  ['red', 'shirt', true],
  ['boy', 'scout', false],
])('%s before %s: %s', (modifier, noun, may) => {
  expect(maySayBefore(modifier, noun)).toBe(may);
});

test('persons are persons, by role too', () => {
  expect(['boy', 'surfers', 'people', 'player'].every(isPerson)).toBe(true);
  expect(['dog', 'snowman', 'shirt'].some(isPerson)).toBe(false);
});

test('a gun is never said', () => {
  expect(isDenied('gun')).toBe(true);
  expect(isDenied('bride')).toBe(false); // said as "person"
});
