// The size of a zip archive, beside archives that are really made.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, it, onTestFinished } from 'vitest';
import { zippedSize } from '../../../scripts/bench/package-size.ts';

const FILES = { 'a.txt': 'inkling '.repeat(500), 'folder/ünlaut.txt': 'more of the same '.repeat(300) };

it('is that of the deflated files and the records of the format', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'folder'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);

  const contents = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, Buffer.from(text)]));
  const sum = (sizes: number[]) => sizes.reduce((a, b) => a + b);
  const records = zipSync(contents, { level: 0 }).length - sum(Object.values(contents).map(({ length }) => length));
  const deflated = sum(Object.values(contents).map((bytes) => deflateRawSync(bytes, { level: 9 }).length));
  expect(zippedSize(folder)).toBe(records + deflated);
  expect(zippedSize(`${folder}/`)).toBe(records + deflated);
});
