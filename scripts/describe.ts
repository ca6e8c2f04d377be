// npm run describe -- FILE… [--json]: describes image files with the extension's own model. Runs in Node.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Captioner, Description } from '../model/captioner.ts';
import { MAXIMUM_BYTES } from '../model/picture-limits.ts';
import { REASONS, ReasonError, reasonOf } from '../model/reasons.ts';
import { readPixels } from './image-file.ts';
import { loadCaptioner } from './load-captioner.ts';

const USAGE = 'Usage: npm run describe -- FILE… [--json]';

await main().catch((error) => {
  const cause = error.cause ? ` (${error.cause.message})` : '';
  const hint = reasonOf(error) === 'no-weights' ? `${cause}; in a checkout of the source, run: npm run train` : '';
  console.error(`${error.message}${hint}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const captioner = await loadCaptioner();
  try {
    for (const file of positionals) {
      const description = await describeFile(captioner, file);
      console.log(values.json ? JSON.stringify({ file, ...description }) : inWords(file, description));
    }
  } finally {
    captioner.dispose();
  }
}

function readArguments() {
  const options = { json: { type: 'boolean' } } as const;
  try {
    const parsed = parseArgs({ options, allowPositionals: true });
    if (parsed.positionals.length > 0) return parsed;
  } catch {
    // An unknown option: the usage line says what there is.
  }
  throw new Error(USAGE);
}

/** Never rejects: what goes wrong with one file is its answer, and the next one has its turn. */
async function describeFile(captioner: Captioner, file: string): Promise<Description> {
  try {
    const { sentence: _, ...description } = await captioner.describe(await readPixels(await readImage(file)));
    return description;
  } catch (error) {
    return {
      text: null,
      reason: reasonOf(error),
      band: null,
      probability: 0,
      words: [],
      guesses: [],
      backend: null,
      milliseconds: 0,
    };
  }
}

/** @param file relative to the folder in which the user typed the command */
async function readImage(file: string): Promise<Uint8Array> {
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  const { size } = await stat(path).catch(explain);
  if (size > MAXIMUM_BYTES) throw new ReasonError('too-large'); // before it fills the memory
  return readFile(path).catch(explain);
}

function explain(cause: NodeJS.ErrnoException): never {
  const reasons = { ENOENT: 'not-found', EACCES: 'refused', EISDIR: 'not-an-image' } as const;
  throw new ReasonError(reasons[cause.code as keyof typeof reasons] ?? 'unreachable', { cause });
}

function inWords(file: string, { text, band, reason, probability, backend, milliseconds }: Description): string {
  if (text === null) return `${file}: (silent) ${REASONS[reason ?? 'unsure']}`;
  const sureness = `${band}, ${Math.round(100 * probability)} % sure of what it names`;
  return `${file}: ${text} (${sureness}, ${Math.round(milliseconds)} ms, ${backend})`;
}
