// What is counted of a profile, on one made by hand.
import { expect, test } from 'vitest';
import { costOf } from '../../scripts/page-cost.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });
const nodes = [
  { id: 1, callFrame: frame('(root)'), children: [2, 3, 5] },
  { id: 2, callFrame: frame('theirs', 'https://page.example/script.js') },
  { id: 3, callFrame: frame('ours', 'chrome-extension://id/page/content.js'), children: [4] },
  { id: 4, callFrame: frame('querySelectorAll') },
  { id: 5, callFrame: frame('(idle)') },
];
const profile = (samples: number[]) => ({ nodes, startTime: 0, samples, timeDeltas: [0, ...samples.map(() => 500)] });

test('sums up what runs in and below the script, and finds the task with most of it', () => {
  const tasks = [
    { start: 1900, end: 3000 },
    { start: 0, end: 1600 },
  ];
  expect(costOf(profile([2, 3, 4, 5, 3, 4, 5]), tasks)).toEqual({ total: 2, longest: 1 });
  expect(costOf(profile([3, 3, 4, 5, 3, 2, 5]), tasks)).toEqual({ total: 2, longest: 1.5 });
});

test('an empty profile costs nothing', () => {
  expect(costOf(profile([]), [])).toEqual({ total: 0, longest: 0 });
});
