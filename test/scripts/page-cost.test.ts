// What is counted of a profile, on one made by hand.
import { expect, test } from 'vitest';
import { costOf } from '../../scripts/page-cost.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });
const nodes = [
  { id: 1, callFrame: frame('(root)'), children: [2, 3, 5, 6] },
  { id: 2, callFrame: frame('theirs', 'https://page.example/script.js') },
  { id: 3, callFrame: frame('ours', 'chrome-extension://id/page/content.js'), children: [4] },
  { id: 4, callFrame: frame('querySelectorAll') },
  { id: 5, callFrame: frame('(garbage collector)') },
  { id: 6, callFrame: frame('(idle)') },
];

test('sums up what runs in and below the script, and finds the longest stretch', () => {
  const samples = [2, 3, 4, 5, 3, 6, 5, 4, 2, 2];
  const timeDeltas = samples.map(() => 500);
  expect(costOf({ nodes, samples, timeDeltas })).toEqual({ total: 2.5, longest: 2 });
});

test('a sample lasts until the next one', () => {
  expect(costOf({ nodes, samples: [3, 6, 6], timeDeltas: [0, 7000, 1000] })).toEqual({ total: 7, longest: 7 });
});

test('an empty profile costs nothing', () => {
  expect(costOf({ nodes, samples: [], timeDeltas: [] })).toEqual({ total: 0, longest: 0 });
});
