// Writes what was said of many pictures as a sheet of drafts of alt texts. Runs in Node, for `npm run describe`.
import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import sharp from 'sharp';
import type { Description } from '../model/captioner.ts';
import { type Format, rowOf, type SheetWords, writeSheet } from '../model/sheet.ts';
import { mapWithProgress } from './progress.ts';

/** Longest side of the small views, px. */
const SMALL = 128;

const WORDS: SheetWords = {
  language: 'en',
  title: 'Drafts of alt texts',
  warning: 'A machine wrote these drafts. Look at each picture, and correct its draft, before anybody relies on it.',
  picture: 'Picture',
  file: 'File',
  draft: 'Draft of an alt text',
  sureness: 'How sure',
  likely: 'likely',
  doubtful: 'doubtful',
};

/** A picture as the user named it, and where it is. */
export interface Picture {
  name: string;
  path: string;
}

/** What became of it. @property bytes are absent where it could not be read */
export interface Described {
  description: Description;
  bytes?: Uint8Array;
}

/** The format that a file's name asks for. */
export const formatOf = (file: string) => extname(file).slice(1).toLowerCase() as Format;

/** @param path whose ending names the format @throws Error at once where its folder cannot be written to */
export async function writeReport(
  path: string,
  pictures: Picture[],
  describe: (picture: Picture) => Promise<Described>,
): Promise<void> {
  checkFolder(dirname(path));
  const lines = await mapWithProgress('describing', pictures, async (picture) => {
    const { description, bytes } = await describe(picture);
    const view = bytes && (await smallView(bytes).catch(() => undefined)); // why not, its row says
    return { row: rowOf(picture.name, description, view ?? { width: 0, height: 0 }), view: view?.address ?? '' };
  });
  const rows = lines.map(({ row }) => row);
  const views = lines.map(({ view }) => view);
  writeFileSync(path, writeSheet(formatOf(path), rows, WORDS, views));
  const drafts = rows.filter(({ draft }) => draft).length;
  console.error(`${path}: ${rows.length} pictures, ${drafts} drafts, to be looked at by somebody`);
}

function checkFolder(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new Error(`nothing can be written to ${folder}: make that folder, or name another`, { cause });
  }
}

/** Of the upright picture. */
async function smallView(bytes: Uint8Array): Promise<{ width: number; height: number; address: string }> {
  const { autoOrient } = await sharp(bytes).metadata();
  const size = { width: SMALL, height: SMALL, fit: 'inside', withoutEnlargement: true } as const;
  const view = await sharp(bytes)
    .autoOrient()
    .resize(size)
    .flatten({ background: 'white' })
    .jpeg({ quality: 70 })
    .toBuffer();
  return { ...autoOrient, address: `data:image/jpeg;base64,${view.toString('base64')}` };
}
