// People against people, by hand on two pictures.
import { expect, test } from 'vitest';
import { humanAgreement } from '../../../training/scores/agreement.ts';

test('each caption is scored against the others of its picture', () => {
  const references = new Map([
    ['a', ['a dog runs', 'a dog runs', 'a dog runs']],
    ['b', ['two cats', 'two cats', 'a red car']],
  ]);
  const scores = humanAgreement(references);
  // Unigrams: of picture a all three, always; of picture b both twice, and none of the three of the third.
  const rounds = [(3 + 2) / (3 + 2), (3 + 2) / (3 + 2), (3 + 0) / (3 + 3)];
  expect(scores?.images).toBe(2);
  // METEOR, all pictures of a round at once: two whole sentences in two chunks of five words; then only the first one,
  // in one chunk of three. "a" and "two" weigh ¼, the others ¾.
  const [precision, recall] = [1.75 / (1.75 + 1.75), 1.75 / (1.75 + 1)];
  const third = ((precision * recall) / (0.85 * precision + 0.15 * recall)) * (1 - 0.6 * (1 / 3) ** 0.2);
  expect(scores?.meteor).toBeCloseTo((100 * (2 * (1 - 0.6 * (2 / 5) ** 0.2) + third)) / 3, 9);
  expect(scores?.bleu[0]).toBeCloseTo((100 * (rounds[0] + rounds[1] + rounds[2])) / 3, 9);
});

test('one picture with a caption more than all others changes nothing', () => {
  const two = (file: string): [string, string[]] => [file, ['a dog runs', `a dog ${file}`]];
  const references = ['b', 'c', 'd'].map(two);
  const even = humanAgreement(new Map([...references, two('a')]));
  expect(humanAgreement(new Map([...references, ['a', [...two('a')[1], 'a cat']]]))).toEqual(even);
  expect(even?.images).toBe(4);
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
