// Reads single files out of a zip archive or a folder, without unpacking or holding the whole. Runs in Node.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';

/** Files by name alone, whatever folder they lie in. */
export interface Archive {
  names: string[];
  /** @throws Error when there is no such file or it cannot be unpacked. */
  read(name: string): Promise<Uint8Array>;
  close(): void;
}

/** Opens a zip archive for random access: `read` touches only that file's bytes. @throws Error when it is no zip. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (isFile(entry.fileName)) entries.set(basename(entry.fileName), entry);
  }
  const read = async (name: string) => buffer(await zip.openReadStreamPromise(find(entries, name, path)));
  return { names: [...entries.keys()], read, close: () => zip.close() };
}

/** A plain folder behind the same face. Looks one level deep. @throws Error when there is no such folder. */
export async function openFolder(path: string): Promise<Archive> {
  const entries = await readdir(path, { withFileTypes: true });
  const files = new Map(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => [name, join(path, name)]));
  return { names: [...files.keys()], read: async (name) => readFile(find(files, name, path)), close: () => {} };
}

/** Archives packed on a Mac hold a shadow of each file in __MACOSX. */
const isFile = (name: string) => !name.endsWith('/') && !name.startsWith('__MACOSX/');

function find<T>(entries: Map<string, T>, name: string, path: string): T {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`No ${name} in ${path}`);
  return entry;
}
