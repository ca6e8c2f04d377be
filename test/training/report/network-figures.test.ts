// Scores of whole sentences by half of dev.
import { expect, test } from 'vitest';
import { networkFigures } from '../../../training/report/network-figures.ts';

test('each half is scored by itself, and the nouns of the half kept apart are judged', () => {
  const captions = ['a dog runs on grass', 'a dog is running'];
  const { all, choose, calibrate, people, intervals, nounsRight } = networkFigures([
    { file: 'a', half: 'choose', sentence: 'a dog runs on grass', captions },
    { file: 'b', half: 'choose', sentence: 'a dog runs on grass', captions: ['two cats', 'a cat'] },
    { file: 'c', half: 'calibrate', sentence: 'a dog on a boat', captions },
  ]);
  expect([all.images, choose.images, calibrate.images, people?.images]).toEqual([3, 2, 1, 3]);
  expect(choose.bleu[0]).toBeCloseTo((100 * (5 + 1)) / 10, 9);
  expect(choose.ciderD).not.toBeCloseTo(calibrate.ciderD, 3);
  expect((2 * choose.ciderD + calibrate.ciderD) / 3).toBeCloseTo(all.ciderD, 9); // comparable with it
  expect(nounsRight).toBe(0.5); // a dog, no boat
  expect(intervals.bleu4[0]).toBeLessThanOrEqual(all.bleu[3]);
});
