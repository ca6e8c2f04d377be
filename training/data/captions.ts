// Flickr8k as publicly distributed: captions, splits, vocabulary, and which pictures are really there. Runs in Node.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SPECIAL_WORDS } from '../../model/vocabulary.ts';
import { DEFAULT_DATA, hashText } from '../files.ts';
import { tokenize } from '../scores/tokenize.ts';
import { type Archive, openArchive, openFolder } from './archive.ts';
import { type CaptionFile, joinCaptionFiles, readCaptionFile, readSplit } from './caption-files.ts';

export type Split = 'train' | 'dev' | 'test';

export interface Dataset {
  /** The pictures, by file name. Close it after use. */
  images: Archive;
  /** File name → its captions as written. */
  captions: Map<string, string[]>;
  /** The pictures of the split that have both an image file and captions, in the order of the split. */
  files: string[];
  /** What was skipped and why, one sentence each. */
  problems: string[];
}

/** Opens one split of the two public archives in `folder`. @throws Error of one line when one is missing. */
export async function openFlickr8k(split: Split, folder = DEFAULT_DATA): Promise<Dataset> {
  const advice = 'pass --data FOLDER with Flickr8k_Dataset.zip and Flickr8k_text.zip as publicly distributed';
  const open = (name: string) => openArchive(join(folder, name)).catch(explain(join(folder, name), advice));
  const texts = await open('Flickr8k_text.zip');
  const text = async (name: string) => new TextDecoder().decode(await texts.read(name));
  const captions = await text('Flickr8k.token.txt');
  const named = await text(`Flickr_8k.${split}Images.txt`);
  texts.close();
  return assemble(await open('Flickr8k_Dataset.zip'), readCaptionFile(captions), readSplit(named));
}

/**
 * The same from a folder of pictures and a file of captions; see caption-files.ts for its formats.
 * @param paths `captions`: one file or several, "captions_train2017.json,captions_val2017.json"; `split`: a file with
 *   names of pictures, or one or more splits that the captions name, "train,restval"
 * @throws Error of one line when something is missing
 */
export async function openPlain(paths: { images: string; captions: string; split: string }): Promise<Dataset> {
  const advice = 'pass --images FOLDER --captions FILE --split FILE';
  const text = (path: string) => readFile(path, 'utf8').catch(explain(path, advice));
  const images = await openFolder(paths.images).catch(explain(paths.images, advice));
  const files = paths.captions.split(',').map(async (path) => readCaptionFile(await text(path), basename(path)));
  const captions = joinCaptionFiles(await Promise.all(files));
  const names = paths.split.split(',');
  const { splits } = captions;
  const own = splits.size > 0 ? `${advice}, or a split of the captions: ${[...splits.keys()].join(', ')}` : advice;
  const named = names.every((name) => splits.has(name))
    ? names.flatMap((name) => splits.get(name)!)
    : readSplit(await readFile(paths.split, 'utf8').catch(explain(paths.split, own)));
  return assemble(images, captions, named);
}

function assemble(images: Archive, { captions, problems }: CaptionFile, split: string[]): Dataset {
  const { files, problems: skipped } = keepAvailable(split, images.names, captions);
  const own = new Set(files);
  const ambiguous = images.ambiguous.filter((name) => own.has(name));
  const doubtful = problemWith(ambiguous.length, 'of the same name in another folder as well: one is taken', ambiguous);
  return { images, captions, files, problems: [...problems, ...skipped, ...doubtful] };
}

const explain = (path: string, advice: string) => (cause: NodeJS.ErrnoException) => {
  const why = cause.code === 'ENOENT' ? 'is not there' : `cannot be read (${cause.message})`;
  throw new Error(`${path} ${why}: ${advice}`, { cause });
};

/** The pictures of a split that can be used, each once; the rest is counted in `problems`. */
export function keepAvailable(split: string[], images: string[], captions: Map<string, unknown>) {
  const there = new Set(images);
  const named = [...new Set(split)];
  const missing = named.filter((file) => !there.has(file));
  const silent = named.filter((file) => there.has(file) && !captions.has(file));
  const skipped = new Set([...missing, ...silent]);
  const problems = [
    ...problemWith(split.length - named.length, 'named twice in the split'),
    ...problemWith(missing.length, 'named in the split but missing', missing),
    ...problemWith(silent.length, 'without a caption', silent),
  ];
  return { files: named.filter((file) => !skipped.has(file)), problems };
}

/** A sentence about some pictures, of which the first are named; none where there are none. */
export function problemWith(count: number, what: string, files: string[] = []): string[] {
  const some = files.length ? `: ${files.slice(0, 4).join(', ')}${files.length > 4 ? ', …' : ''}` : '';
  return count ? [`${count} ${count === 1 ? 'picture' : 'pictures'} ${what}${some}`] : [];
}

/** Every caption of the pictures of a split. */
export const allCaptions = ({ files, captions }: Dataset) => files.flatMap((file) => captions.get(file) ?? []);

/** The words of a caption to learn: those the scores count, less the signs (&, #, -lrb-) that nobody should hear. */
export function cleanCaption(caption: string): string[] {
  return tokenize(caption).filter((word) => /^(?!-.*-$).*[\p{L}\p{N}]/u.test(word));
}

/** The words of each caption of a picture. */
export const cleanCaptions = ({ captions }: Dataset, file: string) => (captions.get(file) ?? []).map(cleanCaption);

/** The special words, then those said at least `minimum` times, most frequent first, ties in code unit order. */
export function buildVocabulary(captions: Iterable<string>, minimum = 5): string[] {
  const counts = new Map<string, number>();
  for (const word of [...captions].flatMap(cleanCaption)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= minimum);
  frequent.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [...SPECIAL_WORDS, ...frequent.map(([word]) => word)];
}

/** Which half of dev a picture is in, by FNV-1a of its name: one chooses models, the other is kept for calibration. */
export function devHalf(file: string): 'choose' | 'calibrate' {
  return hashText(file) >>> 31 ? 'calibrate' : 'choose';
}
