// Tests `npm run describe` as people run it, with the shipped model. Runs in Node.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const sample = (name: string) => resolve('scripts/sample', name);

function describe(options: string[], cwd = process.cwd()) {
  const command = [resolve('scripts/setup.mjs'), 'scripts/describe.ts', ...options];
  const env = { ...process.env, INIT_CWD: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', cwd, env });
  return { status, stderr, lines: stdout.split('\n').filter(Boolean) };
}

test('gives each file one line of JSON, and bad files a reason, and goes on', () => {
  const astronaut = readFileSync(sample('astronaut.jpg'));
  const files: [string, string | undefined][] = [
    [join(folder, 'missing.jpg'), 'not-found'],
    [file('empty.jpg', ''), 'empty'],
    [file('half.jpg', astronaut.subarray(0, astronaut.length / 2)), 'corrupt'],
    [file('page.jpg', '<!doctype html><title>Not here</title>'), 'not-an-image'],
    [file('large.jpg', new Uint8Array(30e6 + 1)), 'too-large'],
    [sample('astronaut.jpg'), undefined],
  ];
  const { status, stderr, lines } = describe(['--json', ...files.map(([path]) => path)]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const answers = lines.map((line) => JSON.parse(line));
  expect(answers.map(({ file }) => file)).toEqual(files.map(([path]) => path));
  expect(answers.slice(0, -1).map(({ text, reason }) => [text, reason])).toEqual(
    files.slice(0, -1).map(([, reason]) => [null, reason]),
  );

  const { file: _, ...last } = answers.at(-1);
  expect(
    Object.keys(last)
      .filter((key) => key !== 'reason')
      .sort(),
  ).toEqual(['backend', 'band', 'guesses', 'milliseconds', 'probability', 'text', 'words']);
  expect(last.band !== 'likely').toBe('reason' in last);
  expect(last.text === null).toBe(last.band === null);
  expect(last.text === null).toBe(last.words.length === 0);
  for (const { probability } of last.words) expect(probability > 0 && probability <= 1).toBe(true);
  expect(last.backend).toBe('wasm');
});

test('reads names relative to where the user is, and says it in words', () => {
  const { status, lines } = describe(['chessboard.png', 'nothing.png'], resolve('scripts/sample'));
  expect(status).toBe(0);
  expect(lines[0]).toMatch(/^chessboard\.png: \(silent\) [A-Z][a-z ]+/);
  expect(lines[1]).toBe('nothing.png: (silent) This picture could not be loaded: it was not found');
});

test('a sheet that could not be written is refused before any picture is looked at', () => {
  const { status, stderr } = describe(['--report', join(folder, 'nowhere', 'sheet.csv'), sample('astronaut.jpg')]);
  expect(status).toBe(1);
  expect(stderr).toBe(`nothing can be written to ${join(folder, 'nowhere')}: make that folder, or name another\n`);
});

test.each([[[]], [['--jsn', 'a.jpg']], [['--report', 'sheet.doc', 'a.jpg']], [['--report', 'sheet.html']]])(
  'wrong usage %j is answered with the usage',
  (options) => {
    expect(describe(options)).toEqual({
      status: 1,
      stderr: 'Usage: npm run describe -- FILE|FOLDER… [--json] [--report FILE.html|FILE.csv|FILE.json]\n',
      lines: [],
    });
  },
);

test('a folder becomes a sheet of alt drafts, bad files included', () => {
  const pictures = mkdtempSync(join(tmpdir(), 'inkling-pictures-'));
  mkdirSync(join(pictures, 'more'));
  for (const name of ['b.jpg', 'more/a.jpg']) cpSync(sample('cat.jpg'), join(pictures, name));
  writeFileSync(join(pictures, 'c.png'), 'no picture');
  writeFileSync(join(pictures, 'notes.txt'), 'not looked at');
  for (const format of ['html', 'csv', 'json']) {
    const report = join(folder, `report.${format}`);
    const { status, stderr } = describe([pictures, '--report', report]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /describing .* 3\/3 .*\n+.*report\.\w+: 3 pictures, 2 drafts, to be looked at by somebody\n$/s,
    );
    const text = readFileSync(report, 'utf8');
    expect(text.match(/A cat/g)).toHaveLength(2);
    expect(text).toContain('This picture could not be loaded');
    expect(text).not.toContain('notes.txt');
  }
});

test('a folder without pictures is reported', () => {
  const { status, stderr } = describe([mkdtempSync(join(tmpdir(), 'inkling-empty-'))]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^There is no picture in /);
});
