// Files out of a drop, a paste or a picker, folders included. Runs in the describe page.
import { fromFile, type PictureSource } from './picture-source.ts';

export interface Taken {
  pictures: PictureSource[];
  /** What lies in folders and is no picture, or cannot be read. */
  others: number;
}

/** From a picker of files: whatever was chosen one by one is looked at. */
export const fromFiles = (files: Iterable<File>): Taken => ({
  pictures: [...files].map((file) => fromFile(file)),
  others: 0,
});

/** From a picker of folders. */
export function fromFolder(files: Iterable<File>): Taken {
  const all = [...files].map((file) => ({ file, name: file.webkitRelativePath }));
  return onlyPictures(all);
}

/** From a drop or a paste. To be called at once: what was dropped is gone when the event is over. */
export async function fromTransfer({ items }: DataTransfer): Promise<Taken> {
  const found = [...items].flatMap((item): (Taken | Promise<Taken>)[] => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry?.() : null;
    const file = item.getAsFile();
    return entry?.isDirectory ? [walk(entry as FileSystemDirectoryEntry)] : file ? [fromFiles([file])] : [];
  });
  const all = await Promise.all(found);
  return {
    pictures: all.flatMap(({ pictures }) => pictures),
    others: all.reduce((sum, { others }) => sum + others, 0),
  };
}

interface Found {
  file: File;
  name: string;
}

async function walk(folder: FileSystemDirectoryEntry): Promise<Taken> {
  return onlyPictures(await filesIn(folder).catch(() => [null]));
}

/** Folders hold other things beside pictures, which nobody has chosen. */
function onlyPictures(found: (Found | null)[]): Taken {
  const all = found.filter((each) => each !== null);
  const pictures = all.filter(({ file }) => file.type.startsWith('image/'));
  pictures.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return { pictures: pictures.map(({ file, name }) => fromFile(file, name)), others: found.length - pictures.length };
}

/** null: a file or a folder that cannot be read, or has gone meanwhile. */
async function filesIn(folder: FileSystemDirectoryEntry): Promise<(Found | null)[]> {
  const entries = await entriesOf(folder);
  const found = await Promise.all(entries.map((entry) => filesOf(entry).catch(() => [null])));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<(Found | null)[]> {
  if (entry.isDirectory) return filesIn(entry as FileSystemDirectoryEntry);
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  return [{ file, name: entry.fullPath.replace(/^\//, '') }];
}

/** The browser gives them in portions, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
