// Verb forms, of words that the network knows and of some that it does not.
import { expect, it } from 'vitest';
import { isFiniteForm, toParticiple, toPlural, toSingular } from '../../../model/english/verb-forms.ts';

it.each([
  ['are', 'is'],
  ['have', 'has'],
  ['run', 'runs'],
  ['catch', 'catches'],
  ['carry', 'carries'],
  ['play', 'plays'],
  ['go', 'goes'],
  ['running', 'running'],
  ['seated', 'seated'],
  ['sat', 'sat'],
])('%s, of one: %s', (many, one) => {
  expect(toSingular(many)).toBe(one);
});

it.each([
  ['is', 'are'],
  ['runs', 'run'],
  ['catches', 'catch'],
  ['carries', 'carry'],
  ['goes', 'go'],
  ['chases', 'chase'],
  ['running', 'running'],
])('%s, of many: %s', (one, many) => {
  expect(toPlural(one)).toBe(many);
});

it.each([
  ['runs', 'running'],
  ['run', 'running'],
  ['rides', 'riding'],
  ['sits', 'sitting'],
  ['lies', 'lying'],
  ['swims', 'swimming'],
  ['jumps', 'jumping'],
  ['carries', 'carrying'],
  ['running', 'running'],
])('%s → %s', (finite, participle) => {
  expect(toParticiple(finite)).toBe(participle);
});

it.each([
  ['runs', true],
  ['run', true],
  ['running', false],
  ['covered', false],
  ['held', false],
  ['dog', false],
])('%s is finite: %s', (word, finite) => {
  expect(isFiniteForm(word)).toBe(finite);
});
