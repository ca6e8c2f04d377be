// What a run may go on with. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shareState } from '../../../training/learning/parameters.ts';
import { loadCheckpoint, type Run, saveCheckpoint } from '../../../training/run/checkpoint.ts';
import { DEFAULTS, type Settings } from '../../../training/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'checkpoint.safetensors');
const epoch = { epoch: 1, phase: 'captions', trainLoss: 3, ciderD: 0.1, bleu4: 5, choosing: 0.1 } as const;
const runOf = (settings: Partial<Settings>, epochs: Run['epochs'] = []): Run => ({
  ...{ architecture: 'attend', settings: { ...DEFAULTS, ...settings }, epochs, vocabulary: ['a'], seconds: 1 },
});

test('goes on with everything as it was, and with other settings of phases that have not begun', () => {
  const state = shareState(3, 1);
  state.parameters.set([1, 2, 3]);
  state.averaged.set([4, 5, 6]);
  saveCheckpoint(path, runOf({}, [epoch]), state);
  const again = shareState(3, 1);
  const { epochs, settings } = loadCheckpoint(path, runOf({ tailRate: 1, samples: 9, workers: 8 }), again);
  expect([...again.parameters, ...again.averaged]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(epochs).toEqual([epoch]);
  expect([settings.tailRate, settings.samples, settings.workers]).toEqual([1, 9, 8]);
});

test('other settings of what was learned, other words, another architecture, another part of the encoder: refused', () => {
  saveCheckpoint(path, runOf({ tailEpochs: 0 }, [epoch]), shareState(3, 1));
  const load = (run: Run, length = 3) => loadCheckpoint(path, run, shareState(length, 1));
  expect(() => load(runOf({ tailEpochs: 0, dropout: 0.5 }))).toThrow('made with another --dropout');
  expect(() => load({ ...runOf({ tailEpochs: 0 }), vocabulary: ['b'] })).toThrow('from other captions');
  expect(() => load({ ...runOf({ tailEpochs: 0 }), architecture: 'merge' })).toThrow('pass --architecture attend');
  expect(() => load(runOf({ tailEpochs: 2 }), 5)).toThrow('other parts of the encoder');
  expect(() => load(runOf({ tailEpochs: 0 }), 5)).toThrow('of other equations');
  expect(() => loadCheckpoint(join(folder, 'none'), runOf({}), shareState(3, 1))).toThrow('no checkpoint to resume');
});
