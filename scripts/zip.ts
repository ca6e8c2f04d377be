// Packs files into a zip archive whose bytes depend on nothing but their names and contents. Runs in Node.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** `rw-r--r--`, a plain file, on Unix (3): whatever it is on this computer. */
const PLAIN_FILE = { os: 3, attrs: 0o100644 << 16 };

/** @param names paths below `folder`; all files in it where none are given */
export function zip(folder: string, names = filesIn(folder)): Uint8Array {
  const files: Zippable = {};
  for (const name of names.toSorted()) files[name] = [readFileSync(join(folder, name)), PLAIN_FILE];
  const always = new Date(1980, 0, 1); // the first day that archives know; they store what the clock shows, without its zone
  return zipSync(files, { level: 9, mtime: always });
}

/** The paths of all files below a folder, with slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
}
