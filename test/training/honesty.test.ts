// The command that scores what the user hears, on a few pictures. Runs in Node.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'inkling-honesty-'));
const path = (name: string) => join(folder, name);

/** Two sample pictures, under names as ImageNet gives them. */
beforeAll(() => {
  copyFileSync('scripts/sample/cat.jpg', path('n02123045_tabby.jpg'));
  copyFileSync('scripts/sample/chessboard.png', path('n03110669_cornet.png'));
  writeFileSync(path('captions.txt'), 'n02123045_tabby.jpg#0\tA cat looks up .\nn03110669_cornet.png#0\tA board .\n');
  writeFileSync(path('split.txt'), 'n02123045_tabby.jpg\nn03110669_cornet.png\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function honesty(...options: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'training/honesty.ts', ...options], { encoding: 'utf8' });
  return { status: run.status, stderr: run.stderr, json: run.stdout.startsWith('{') ? JSON.parse(run.stdout) : null };
}

test.each([
  ['--labels-from-names'],
  ['--expect-silence'],
  ['--captions', path('captions.txt'), '--split', path('split.txt')],
])('%s: one object, whose shares fit together', { timeout: 60_000 }, (...mode) => {
  const { status, stderr, json } = honesty('--images', folder, '--json', ...mode.filter(Boolean));
  expect(status, stderr).toBe(0);
  expect(json).toMatchObject({ images: 2 });
  expect(json.coverage).toBe(json.spoken / 2);
  for (const field of ['correct', 'contentWords', 'shortened', 'ciderD']) expect(json).toHaveProperty(field);
  if (mode[0] === '--expect-silence' && json.spoken > 0) expect(json.correct).toBe(0);
});

test('half a set of paths is answered in one line', () => {
  const { status, stderr } = honesty('--images', folder);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'Pass --captions and --split as well, or --labels-from-names, or --expect-silence',
  ]);
});
