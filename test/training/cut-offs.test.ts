// The choice of cut-offs on made-up pictures. Runs in Node.
import { expect, test } from 'vitest';
import { chooseCutOffs, contentWordsRight } from '../../training/cut-offs.ts';

test('content words: different ones, without function words, right when a human said them', () => {
  expect(contentWordsRight(['a', 'dog', 'on', 'a', 'dog', 'sofa'], ['A dog runs .', 'The brown dog'])).toEqual({
    said: 2,
    right: 1,
  });
});

test('speaks as much as stays right often enough', () => {
  // confidence 0.99 … 0.00; the surer 80 are right, the rest wrong → all of the familiar 95 would be 84 % right
  const pictures = Array.from({ length: 100 }, (_, i) => ({
    strangeness: i < 95 ? 1 : 100,
    confidence: (99 - i) / 100,
    said: 1,
    right: i < 72 ? 1 : 0,
  }));
  const { minimumConfidence, maximumStrangeness } = chooseCutOffs(pictures);
  expect(maximumStrangeness).toBe(1);
  expect(minimumConfidence).toBeCloseTo(0.1); // 72 right of 90 = 80 %
});

test('never more silent than half, even when nothing is right', () => {
  const pictures = Array.from({ length: 100 }, (_, i) => ({ strangeness: 1, confidence: i / 100, said: 1, right: 0 }));
  expect(chooseCutOffs(pictures).minimumConfidence).toBeCloseTo(0.5);
});
