// People against people, by hand on two pictures.
import { expect, test } from 'vitest';
import { humanAgreement } from '../../training/agreement.ts';

test('each caption is scored against the others of its picture', () => {
  const references = new Map([
    ['a', ['a dog runs', 'a dog runs', 'a dog runs']],
    ['b', ['two cats', 'two cats', 'a red car']],
  ]);
  const scores = humanAgreement(references);
  // Unigrams: of picture a all three, always; of picture b both twice, and none of the three of the third.
  const rounds = [(3 + 2) / (3 + 2), (3 + 2) / (3 + 2), (3 + 0) / (3 + 3)];
  expect(scores?.images).toBe(2);
  expect(scores?.bleu[0]).toBeCloseTo((100 * (rounds[0] + rounds[1] + rounds[2])) / 3, 9);
});

test('pictures with fewer captions are left out, and one caption agrees with nobody', () => {
  expect(
    humanAgreement(
      new Map([
        ['a', ['a dog', 'a dog']],
        ['b', ['a cat']],
      ]),
    )?.images,
  ).toBe(1);
  expect(humanAgreement(new Map([['a', ['a dog']]]))).toBeUndefined();
  expect(humanAgreement(new Map())).toBeUndefined();
});
