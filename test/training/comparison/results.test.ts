// Results of one training are read for the same training only. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Result, readResult, writeResult } from '../../../training/comparison/results.ts';
import { DEFAULTS, type Settings } from '../../../training/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'merge.json');
const { workers: _, ...fromBeforeThatWasASetting } = DEFAULTS;
const settings = fromBeforeThatWasASetting as Settings;
const result: Result = {
  architecture: 'merge',
  settings,
  epochs: [],
  parameters: 12,
  sentences: { 'b.jpg': 'two cats', 'a.jpg': 'a dog' },
};
writeResult(path, result);
const expected = { settings: DEFAULTS, parameters: 12, dev: ['a.jpg', 'b.jpg'] };

test('what was trained with the same settings is read, whoever did the work and whatever later phases read', () => {
  expect(readResult(join(folder, 'none.json'), expected)).toBeUndefined();
  const other = { ...DEFAULTS, workers: 8, samples: 9, tailFrom: 20, averaging: 0.5 };
  expect(readResult(path, { ...expected, settings: other })).toEqual({ ...result, settings: DEFAULTS });
});

test('what is of another recipe, network or of other pictures is refused, and what to do is said', () => {
  const refused = (other: Partial<typeof expected>) => expect(() => readResult(path, { ...expected, ...other }));
  refused({ settings: { ...DEFAULTS, seed: 2, beams: 1 } }).toThrow(
    'trained with another --seed, --beams: pass the same',
  );
  refused({ parameters: 13 }).toThrow('merge.json is of 12 numbers, not of 13: pass another --prefix');
  refused({ dev: ['a.jpg', 'c.jpg', 'd.jpg'] }).toThrow('merge.json is of other pictures');
});
