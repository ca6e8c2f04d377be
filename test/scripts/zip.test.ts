// Archives of the same files, written at other times, in another order and with other permissions.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test, vi } from 'vitest';
import { filesIn, zip } from '../../scripts/zip.ts';

const FILES = { 'b.txt': 'inkling '.repeat(500), 'folder/ünlaut.txt': 'more of the same '.repeat(300), 'a/c.txt': '' };

function folderOf(files: [string, string][], mode: number, time: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    utimesSync(file, time, time);
  }
  return folder;
}

const folder = () => folderOf(Object.entries(FILES), 0o644, new Date());

test('holds every file with its contents', () => {
  const unpacked = Object.entries(unzipSync(zip(folder()))).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString(),
  ]);
  expect(Object.fromEntries(unpacked)).toEqual(FILES);
});

test('has the same bytes whenever, however and wherever the files were written', () => {
  const other = folderOf(Object.entries(FILES).reverse(), 0o755, new Date(2001, 1, 1));
  const here = Buffer.from(zip(folder()));
  vi.stubEnv('TZ', 'Pacific/Auckland');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(Buffer.from(zip(other)).equals(here)).toBe(true);
  expect(Buffer.from(zip(other, filesIn(other).reverse())).equals(here)).toBe(true);
});

test('has other bytes when a file changes its contents or its name', () => {
  const changes = [
    { ...FILES, 'b.txt': 'inkling' },
    { ...FILES, 'b.txt': undefined, 'd.txt': FILES['b.txt'] },
  ];
  const here = Buffer.from(zip(folder()));
  for (const change of changes) {
    const files = Object.entries(change).filter((entry): entry is [string, string] => entry[1] !== undefined);
    expect(Buffer.from(zip(folderOf(files, 0o644, new Date()))).equals(here)).toBe(false);
  }
});
