// How often Describe led to the same picture in a row.
import { expect, test } from 'vitest';
import { createPresses } from '../../extension/presses.ts';
import { FINDING } from '../extension-page.ts';

const dogs = { ...FINDING, text: 'two dogs', wording: 'full' as const };
const cat = { ...FINDING, text: 'a cat', wording: 'full' as const };

test('counts while the answer stays the same, in whatever copy', () => {
  const presses = createPresses();
  expect([dogs, { ...dogs }, structuredClone(dogs)].map((answer) => presses(answer))).toEqual([0, 1, 2]);
});

test('another answer begins anew, and so does the first one after it', () => {
  const presses = createPresses();
  expect([dogs, dogs, cat, dogs, dogs].map((answer) => presses(answer))).toEqual([0, 1, 0, 0, 1]);
});

test('the same words in a new answer, or with other hedges, are another answer', () => {
  const presses = createPresses();
  const milliseconds = dogs.milliseconds + 1;
  const others = [dogs, { ...dogs, milliseconds }, { ...dogs, milliseconds, wording: 'short' as const }];
  expect(others.map((answer) => presses(answer))).toEqual([0, 0, 0]);
});

test('the same picture under another name is heard from the beginning', () => {
  const presses = createPresses();
  expect([{ name: 'Our dogs' }, { name: 'Our dogs' }, {}].map((context) => presses(dogs, context))).toEqual([0, 1, 0]);
});
