// Tests `npm start` as people run it: the sample page in a real browser with the shipped model. Runs in Node.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reason } from '../../model/reasons.ts';
import { serve } from '../../scripts/serve.ts';

interface Line {
  src: string;
  role: string;
  name: string;
  reason: Reason | null;
  milliseconds: number;
  backend: string;
}

/** Rejects when the command fails. @returns what it printed */
async function start(...options: string[]): Promise<string> {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  return (await promisify(execFile)('npm', ['start', '--', ...options], { env })).stdout;
}

const LEFT_ALONE = ['grass.jpg', 'galaxies.jpg', 'moon.jpg'];
/** Reasons of the network itself. */
const SILENT = [
  'unsure',
  'unfamiliar',
  'text',
  'chart',
  'drawing',
  'screenshot',
  'map',
  'pattern',
  'not-a-photo',
  'blank',
];

test('the page for one’s own pictures needs a display, and says what needs none', async () => {
  await expect(start('--describe')).rejects.toThrow('npm run describe -- FOLDER');
});

describe.each([
  ['Chromium', []],
  ['Firefox', ['--firefox']],
])('in %s', (_, options: string[]) => {
  const lines = new Map<string, Line>();

  beforeAll(async () => {
    const output = await start('--json', ...options);
    for (const text of output.trim().split('\n')) {
      const line = JSON.parse(text);
      lines.set(line.src.split('/').at(-1), line);
    }
  });

  test('leaves the decorative, the named and the linked picture as they are', () => {
    const untouched = { milliseconds: null, backend: null };
    expect(lines.get('grass.jpg')).toMatchObject({ role: 'none', name: '', reason: 'left-alone', ...untouched });
    expect(lines.get('moon.jpg')).toMatchObject({ role: 'image', name: '', reason: 'left-alone', ...untouched });
    const name = 'Thousands of galaxies of all colours on a black sky';
    expect(lines.get('galaxies.jpg')).toMatchObject({ role: 'image', name, reason: null, ...untouched });
  });

  test('describes every other picture, or says why not', () => {
    const others = [...lines].filter(([file]) => !LEFT_ALONE.includes(file)).map(([, line]) => line);
    expect(others).toHaveLength(12);
    for (const { role, name, reason, milliseconds, backend } of others) {
      expect(role).toBe('image');
      if (reason) expect({ name, isFair: SILENT.includes(reason) }).toEqual({ name: '', isFair: true });
      else expect(name).toMatch(/^Might be: \w+( \w+)+/);
      expect(milliseconds).toBeGreaterThan(0);
      expect(backend).toBe('wasm');
    }
  });

  test('keeps quiet about the chessboard and the page of text, and says why', () => {
    expect(lines.get('chessboard.png')?.reason).toBe('pattern');
    expect(lines.get('page-of-text.png')?.reason).toBe('text');
  });

  test('on a page that is given, says the same in words', async () => {
    const site = await serve('scripts/sample');
    try {
      const output = await start(`${site.url}index.html`, ...options);
      expect(output).toContain('grass.jpg: (skipped): Left as its author made it\n');
      expect(output).toContain('galaxies.jpg: image "Thousands of galaxies of all colours on a black sky"\n');
      expect(output).toMatch(/chessboard\.png: image, no name: [A-Z][a-z ]+ \(\d+ ms, wasm\)\n/);
      for (const { src, name } of lines.values()) {
        if (name) expect(output).toContain(`${src.split('/').at(-1)}: image "${name}"`);
      }
    } finally {
      site.close();
    }
  });
});
