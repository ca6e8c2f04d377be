// Packing of captions into time steps. Runs in Node.
import { expect, test } from 'vitest';
import { END, START, UNKNOWN } from '../../../model/vocabulary.ts';
import { epochSteps, pack, shareOf, toIds } from '../../../training/learning/batches.ts';

test('sentences run side by side, longest first, and leave when they end', () => {
  const batch = pack([
    { slot: 7, captions: [[10], [11, 12]] },
    { slot: 3, captions: [[13, 14]] },
  ]);
  expect(batch.slots).toEqual([7, 3]);
  expect(batch.steps).toEqual([
    { counts: [2, 1], from: [0, 0, 1] }, // every sentence goes on from its picture
    { counts: [2, 1], from: [0, 1, 2] },
    { counts: [1, 1], from: [0, 2] }, // the short one is over
  ]);
  expect(batch.inputs).toEqual([START, START, START, 11, 10, 13, 12, 14]);
  expect(batch.targets).toEqual([11, 10, 13, 12, END, 14, END, END]);
});

test('unknown words and the length limit', () => {
  expect(toIds(['a', 'zebra', 'a'], new Map([['a', 4]]), 2)).toEqual([4, UNKNOWN]);
});

test('an epoch visits every picture once, in an order of its own, and workers share each step', () => {
  const examples = Array.from({ length: 10 }, (_, slot) => ({ slot, captions: [[4]] }));
  const order = (epoch: number) => epochSteps(examples, 4, 1, epoch).map((step) => step.map(({ slot }) => slot));
  expect(order(0).map((step) => step.length)).toEqual([4, 4, 2]);
  expect(
    order(0)
      .flat()
      .toSorted((a, b) => a - b),
  ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(order(0)).toEqual(order(0));
  expect(order(0)).not.toEqual(order(1));
  expect([shareOf([1, 2, 3], 0, 2), shareOf([1, 2, 3], 1, 2)]).toEqual([[1, 3], [2]]);
});
