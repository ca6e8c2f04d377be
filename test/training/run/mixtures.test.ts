// Means of weights and the start of a phase. Runs in Node.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeSafetensors } from '../../../model/safetensors.ts';
import { layoutOf, shareState } from '../../../training/learning/parameters.ts';
import { phasesOf } from '../../../training/learning/phases.ts';
import { epochFile, loadMean, mixtures, startFile, startPhase } from '../../../training/run/mixtures.ts';
import { DEFAULTS } from '../../../training/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-mixtures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const layout = layoutOf({ 'a/kernel': [1, 2] });
const write = (path: string, ...values: number[]) =>
  writeFileSync(
    path,
    writeSafetensors(new Map([['a/kernel', { shape: [1, 2], values: Float32Array.from(values) }]]), 'F16'),
  );
const epoch = (number: number, choosing: number, phase: 'captions' | 'rewards') => ({
  ...{ epoch: number, choosing, phase, ciderD: 0, bleu4: 0 },
});

test('a phase starts from the best weights, with a clean Adam', () => {
  write(epochFile(folder, 1), 1, 2);
  write(epochFile(folder, 2), 5, 6);
  write(join(folder, 'best.safetensors'), 3, 4); // of this phase, which was stopped
  const state = shareState(2, 1);
  state.first.fill(3);
  const [, rewards, again] = phasesOf({ ...DEFAULTS, epochs: 2, tailEpochs: 0, selfCriticalRuns: 2 });
  const run = { folder, epochs: [epoch(1, 0.9, 'captions'), epoch(2, 0.8, 'captions')] };
  startPhase(run, rewards, state, layout);
  expect([...state.parameters, ...state.averaged, ...state.first]).toEqual([1, 2, 1, 2, 0, 0]);
  run.epochs.push(epoch(3, 1, 'rewards')); // the second time, from where the first began
  startPhase(run, again, state, layout);
  expect([...state.parameters]).toEqual([1, 2]);
});

test('means are tried of the weights before the rewards and those of the epochs that the choosing half likes best', () => {
  const tried = mixtures([epoch(1, 0.9, 'captions'), epoch(2, 0.5, 'rewards'), epoch(3, 0.6, 'rewards')], folder);
  expect(tried.map(({ name }) => name)).toEqual([
    '½ before rewards + ½ epoch 2',
    '½ before rewards + ½ epoch 3',
    '½ before rewards + ¼ epoch 3 + ¼ epoch 2',
    '⅓ before rewards + ⅓ epoch 3 + ⅓ epoch 2',
  ]);
  expect(mixtures([epoch(1, 0.9, 'captions')], folder)).toEqual([]);
  write(epochFile(folder, 2), 4, 8);
  write(epochFile(folder, 3), 7, 5);
  const state = shareState(2, 1);
  loadMean(tried[3].files, state, layout);
  expect([...state.averaged]).toEqual([4, 5]);
  expect(tried[0].files).toEqual([startFile(folder, 'rewards'), epochFile(folder, 2)]);
});
