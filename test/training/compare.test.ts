// All architectures, very narrow, trained on four pictures and compared; stopped and gone on. Runs in Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ARCHITECTURES } from '../../training/architectures/all.ts';
import { CACHE } from '../../training/files.ts';
import { writeTinyDataset } from '../tiny-dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-compare-'));
const prefix = `test-${process.pid}-`;
const out = join(folder, 'comparison.html');
const before = existsSync(CACHE) ? readdirSync(CACHE) : [];
const SMALL =
  '--epochs 2 --hidden 16 --pictures-per-step 1 --minimum-count 1 --warm-up-steps 2 --learning-rate 2e-2 --dropout 0 --workers 1';

beforeAll(() => writeTinyDataset(folder));
afterAll(() => {
  const ours = (name: string) => name.startsWith(prefix) || (name.startsWith('features-') && !before.includes(name));
  for (const name of readdirSync(CACHE).filter(ours)) rmSync(join(CACHE, name), { recursive: true });
  rmSync(folder, { recursive: true });
});

function compare(...extra: string[]) {
  const flags = ['--data', folder, '--out', out, '--prefix', prefix, ...SMALL.split(' '), ...extra];
  return spawnSync(process.execPath, ['--import', 'tsx', 'training/compare.ts', ...flags], { encoding: 'utf8' });
}

test('trains what is missing, reads what is there, and writes one page of all', { timeout: 400_000 }, () => {
  const none = compare('--trained');
  expect(none).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/nothing is trained: leave out --trained\n$/),
  });
  const { status, stderr } = compare();
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('merge: begins');
  const html = readFileSync(out, 'utf8');
  for (const { name } of ARCHITECTURES) expect(html).toContain(`<th scope="row">${name}</th>`);
  expect(html).not.toMatch(/undefined|NaN/);
  expect(html).toMatch(/<th scope="row">people<\/th><td>[^<]*wall/);
  expect(html).not.toContain('A red wall');

  for (const { name } of ARCHITECTURES) rmSync(join(CACHE, `${prefix}${name}`, 'checkpoint.safetensors'));
  rmSync(out);
  expect(compare('--trained'), 'figures are enough').toMatchObject({ status: 0 });
  expect(readFileSync(out, 'utf8')).toContain('<th scope="row">two-layer</th>');

  const other = compare('--seed', '2');
  expect(other).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/was trained with another --seed: pass the same/),
  });
  const unknown = compare('--architectures', 'init,unknown');
  expect(unknown).toMatchObject({ status: 1, stderr: expect.stringMatching(/^there is no architecture "unknown"/) });
});
