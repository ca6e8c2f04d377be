// Which epoch belongs to which phase, and how fast it learns. Runs in Node.
import { expect, test } from 'vitest';
import { isForLater, phaseOf, phasesOf } from '../../../training/learning/phases.ts';
import { DEFAULTS } from '../../../training/settings.ts';

const settings = { ...DEFAULTS, epochs: 3, tailEpochs: 1, selfCriticalEpochs: 2, selfCriticalRuns: 1 };

test('phases follow one another; those without epochs are left out', () => {
  const names = [0, 1, 2, 3, 4, 5].map((epoch) => phaseOf(settings, epoch).name);
  expect(names).toEqual(['captions', 'captions', 'captions', 'tail', 'rewards', 'rewards']);
  expect(() => phaseOf(settings, 6)).toThrow('no epoch 6');
  expect(phasesOf({ ...settings, tailEpochs: 0 }).map(({ name, first }) => [name, first])).toEqual([
    ['captions', 0],
    ['rewards', 3],
  ]);
});

test('rewards may be run again: from the same epoch on, with another seed', () => {
  const runs = phasesOf({ ...settings, selfCriticalRuns: 2, seed: 7 }).slice(2);
  expect(runs.map(({ name, first, begun, seed }) => [name, first, begun, seed])).toEqual([
    ['rewards', 4, 4, 7],
    ['rewards', 6, 4, 8],
  ]);
});

test('settings of a phase that has not begun may still be changed', () => {
  expect(isForLater('samples', settings, 4)).toBe(true);
  expect(isForLater('samples', settings, 5)).toBe(false);
  expect(isForLater('tailRate', settings, 3)).toBe(true);
  expect(isForLater('tailRate', settings, 4)).toBe(false);
  expect(isForLater('tailRate', { ...settings, tailEpochs: 0 }, 4)).toBe(true);
  expect(isForLater('averaging', settings, 3)).toBe(true);
  expect(isForLater('averaging', settings, 4)).toBe(false);
  expect(isForLater('averaging', { ...settings, tailEpochs: 0 }, 3)).toBe(true);
  expect(isForLater('averaging', { ...settings, tailEpochs: 0 }, 4)).toBe(false);
  expect(isForLater('dropout', settings, 1)).toBe(false);
});

test('the encoder learns in its own phase only, and there both rates go down to zero', () => {
  const [captions, tail, rewards] = phasesOf({ ...settings, warmUpSteps: 10 });
  expect(captions.rates(10, 100)).toEqual({ decoder: settings.learningRate, encoder: 0 });
  expect(tail.rates(10, 100)).toEqual({ decoder: settings.tailDecoderRate, encoder: settings.tailRate });
  expect(tail.rates(100, 100).encoder).toBeCloseTo(0);
  expect(rewards.rates(99, 100)).toEqual({ decoder: settings.selfCriticalRate, encoder: 0 });
});
