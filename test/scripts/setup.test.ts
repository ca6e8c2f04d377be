// Tests scripts/setup.mjs. Runs in Node.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { isNewEnough, isStale } from '../../scripts/setup.mjs';

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s: %s', (version, answer) => {
  expect(isNewEnough(version)).toBe(answer);
});

test('packages are stale when one is missing or has another version', () => {
  const locked = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } };
  expect(isStale(locked, {})).toBe(true);
  expect(isStale(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  expect(isStale(locked, { ...locked, 'node_modules/b': { version: '2.0.1' } })).toBe(true);
  expect(isStale(locked, locked)).toBe(false);
});

test('a package for another system may be missing, but not be outdated', () => {
  const locked = { 'node_modules/only-on-mac': { version: '1.0.0', optional: true } };
  expect(isStale(locked, {})).toBe(false);
  expect(isStale(locked, { 'node_modules/only-on-mac': { version: '0.9.0' } })).toBe(true);
});

test('runs a TypeScript file with its arguments and ends as it ends', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'inkling-')), 'child.ts');
  writeFileSync(
    file,
    'const [a]: string[] = process.argv.slice(2); console.log(a, process.env.INIT_CWD); process.exit(7);',
  );
  const env = { ...process.env, INIT_CWD: undefined };
  const command = ['scripts/setup.mjs', relative(process.cwd(), file), 'word'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  expect({ status, stdout, stderr }).toEqual({ status: 7, stdout: `word ${process.cwd()}\n`, stderr: '' });
});
