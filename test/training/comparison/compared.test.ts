// How far a run got, as the comparison sees it. Runs in Node.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { progressOf } from '../../../training/comparison/compared.ts';
import { shareState } from '../../../training/learning/parameters.ts';
import { type Run, saveCheckpoint } from '../../../training/run/checkpoint.ts';
import { DEFAULTS, type Settings } from '../../../training/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-compared-'));
afterAll(() => rmSync(folder, { recursive: true }));

const recipe = { ...DEFAULTS, epochs: 3 };

/** How far a run that has finished some epochs got, as seen by who asks for others than `recipe`. */
function seen(finished: number, asked: Partial<Settings> = {}, words = ['a']) {
  const run = join(folder, 'merge');
  mkdirSync(run, { recursive: true });
  const epoch = { phase: 'captions', trainLoss: 3, ciderD: 0.1, bleu4: 5, choosing: 0.1 } as const;
  const epochs: Run['epochs'] = Array.from({ length: finished }, (_, i) => ({ ...epoch, epoch: i + 1 }));
  const saved: Run = { architecture: 'merge', settings: recipe, epochs, vocabulary: ['a'], seconds: 1 };
  saveCheckpoint(join(run, 'checkpoint.safetensors'), saved, shareState(3, 1));
  return progressOf(run, { ...recipe, ...asked }, words);
}

test('a run is not there, begun or done', () => {
  expect(progressOf(join(folder, 'none'), recipe, ['a'])).toBe('none');
  expect([seen(2), seen(3), seen(3, { workers: 8 })]).toEqual(['begun', 'done', 'done']);
});

test('other beams may judge what is done, not what has to go on; another recipe or other captions are refused', () => {
  expect(seen(3, { beams: 1 })).toBe('done');
  expect(() => seen(2, { beams: 1 })).toThrow('trained with another --beams: pass the same, or another --prefix');
  expect(() => seen(3, { dropout: 0 })).toThrow('trained with another --dropout');
  expect(() => seen(3, {}, ['b'])).toThrow('trained on other captions');
});
