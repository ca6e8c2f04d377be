// Reads single files out of a zip archive or a folder, without unpacking or holding the whole. Runs in Node.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';

/** Files by name alone, whatever folder they lie in. */
export interface Archive {
  path: string;
  names: string[];
  /** Those that several files in different folders have: one of them is read. */
  ambiguous: string[];
  /** @throws Error when there is no such file or it cannot be unpacked. */
  read(name: string): Promise<Uint8Array>;
  /** Of the archive, or of the named files in a folder: tells other files of the same names apart. */
  bytes(names: string[]): Promise<number>;
  close(): void;
}

/** Opens a zip archive for random access: `read` touches only that file's bytes. @throws Error when it is no zip. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false });
  const all: [string, Entry][] = [];
  for await (const entry of zip.eachEntry()) {
    if (isFile(entry.fileName)) all.push([basename(entry.fileName), entry]);
  }
  const entries = new Map(all);
  const read = async (name: string) => buffer(await zip.openReadStreamPromise(find(entries, name, path)));
  const bytes = async () => (await stat(path)).size;
  return { path, names: [...entries.keys()], ambiguous: repeated(all), read, bytes, close: () => zip.close() };
}

/** A plain folder, and the folders in it, behind the same face. @throws Error when there is no such folder. */
export async function openFolder(path: string): Promise<Archive> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const inside = entries.filter((entry) => !entry.isDirectory());
  const all = inside.map(({ name, parentPath }): [string, string] => [name, join(parentPath, name)]);
  const files = new Map(all);
  const read = async (name: string) => readFile(find(files, name, path));
  const bytes = async (names: string[]) => {
    let total = 0;
    for (const name of names) total += (await stat(find(files, name, path))).size;
    return total;
  };
  return { path, names: [...files.keys()], ambiguous: repeated(all), read, bytes, close: () => {} };
}

/** Whichever of the two it is. @throws Error when it is neither */
export async function openPictures(path: string): Promise<Archive> {
  return (await stat(path)).isDirectory() ? openFolder(path) : openArchive(path);
}

/** Archives packed on a Mac hold a shadow of each file in __MACOSX. */
const isFile = (name: string) => !name.endsWith('/') && !name.startsWith('__MACOSX/');

/** The names that come more than once, each once. */
function repeated(entries: [string, unknown][]): string[] {
  const places = new Map(entries.map(([name], i) => [name, i])); // the last of each
  return [...new Set(entries.flatMap(([name], i) => (places.get(name) === i ? [] : [name])))];
}

function find<T>(entries: Map<string, T>, name: string, path: string): T {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`No ${name} in ${path}`);
  return entry;
}
