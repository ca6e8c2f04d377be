// npm run describe -- FILE|FOLDER… [--json] [--report FILE]: describes pictures with the extension's own model. Runs in Node.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Captioner, Description } from '../model/captioner.ts';
import { MAXIMUM_BYTES } from '../model/picture-limits.ts';
import { REASONS, ReasonError, reasonOf } from '../model/reasons.ts';
import { FORMATS } from '../model/sheet.ts';
import { readPixels } from './image-file.ts';
import { loadCaptioner } from './load-captioner.ts';
import { type Described, formatOf, type Picture, writeReport } from './report.ts';

const USAGE = 'Usage: npm run describe -- FILE|FOLDER… [--json] [--report FILE.html|FILE.csv|FILE.json]';
/** What is looked at in a folder; whatever is named itself is looked at anyway. */
const PICTURES = /\.(jpe?g|png|webp|gif|avif|heic|bmp|tiff?)$/i;
await main().catch((error) => {
  const cause = error.cause ? ` (${error.cause.message})` : '';
  const hint = reasonOf(error) === 'no-weights' ? `${cause}; in a checkout of the source, run: npm run train` : '';
  console.error(`${error.message}${hint}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { json, report, names } = readArguments();
  const pictures = names.flatMap(picturesAt);
  const captioner = await loadCaptioner();
  const describe = onlyOnce((bytes) => look(captioner, bytes));
  try {
    if (report) await writeReport(placeOf(report), pictures, (picture) => describeFile(picture, describe));
    else for (const picture of pictures) tell(picture, (await describeFile(picture, describe)).description, json);
  } finally {
    captioner.dispose();
  }
}

function readArguments() {
  const options = { json: { type: 'boolean' }, report: { type: 'string' } } as const;
  const parse = () => {
    try {
      return parseArgs({ options, allowPositionals: true });
    } catch (cause) {
      throw new Error(USAGE, { cause }); // an unknown option
    }
  };
  const { values, positionals: names } = parse();
  const isWritable = values.report === undefined || FORMATS.includes(formatOf(values.report));
  if (names.length === 0 || !isWritable) throw new Error(USAGE);
  return { json: values.json === true, report: values.report, names };
}

/** Names are relative to the folder in which the user typed the command. */
function placeOf(name: string): string {
  return resolve(process.env.INIT_CWD ?? '.', name);
}

/** The picture itself, or all in a folder and in the folders of that. */
function picturesAt(name: string): Picture[] {
  const path = placeOf(name);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [{ name, path }];
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && PICTURES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (inside.length === 0) throw new Error(`There is no picture in ${name}`);
  return inside.map((file) => ({ name: join(name, relative(path, file)), path: file }));
}

type Look = (bytes: Uint8Array) => Promise<Description>;

async function look(captioner: Captioner, bytes: Uint8Array): Promise<Description> {
  const { sentence: _, ...description } = await captioner.describe(await readPixels(bytes));
  return description;
}

/** The same picture under another name costs nothing. */
function onlyOnce(look: Look): Look {
  const known = new Map<string, Promise<Description>>();
  return (bytes) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (!known.has(hash)) known.set(hash, look(bytes));
    return known.get(hash)!;
  };
}

/** Never rejects: what goes wrong with one file is its answer, and the next one has its turn. */
async function describeFile({ path }: Picture, describe: Look): Promise<Described> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readImage(path);
    return { description: await describe(bytes), bytes };
  } catch (error) {
    const nothing = { text: null, band: null, probability: 0, words: [], guesses: [], backend: null, milliseconds: 0 };
    return { description: { ...nothing, reason: reasonOf(error) }, bytes };
  }
}

async function readImage(path: string): Promise<Uint8Array> {
  const { size } = await stat(path).catch(explain);
  if (size > MAXIMUM_BYTES) throw new ReasonError('too-large'); // before it fills the memory
  return readFile(path).catch(explain);
}

function explain(cause: NodeJS.ErrnoException): never {
  const reasons = { ENOENT: 'not-found', EACCES: 'refused', EISDIR: 'not-an-image' } as const;
  throw new ReasonError(reasons[cause.code as keyof typeof reasons] ?? 'unreachable', { cause });
}

function tell({ name }: Picture, description: Description, json: boolean): void {
  console.log(json ? JSON.stringify({ file: name, ...description }) : inWords(name, description));
}

function inWords(file: string, { text, band, reason, probability, backend, milliseconds }: Description): string {
  if (text === null) return `${file}: (silent) ${REASONS[reason ?? 'unsure']}`;
  const sureness = `${band}, ${Math.round(100 * probability)} % sure of what it names`;
  return `${file}: ${text} (${sureness}, ${Math.round(milliseconds)} ms, ${backend})`;
}
