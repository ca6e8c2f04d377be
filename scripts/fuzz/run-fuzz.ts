// Feeds damaged files and messages to the built extension in a real browser, and looks after each batch whether all is well. Runs in Node.
import type { Page } from 'playwright-core';
import type { Answer } from '../../extension/messages.ts';
import { type Either, openEither } from '../either.ts';
import { type Given, give } from './give.ts';
import { type Input, inputsOf } from './inputs.ts';
import { serveInputs } from './serve-inputs.ts';

const BATCH = 100;
const AT_ONCE = 6;
/** Milliseconds: longer than the longest limit inside the extension. */
const PATIENCE = 90_000;
/** What an answer must never be about a file, whatever is in it. Some of the messages cancel what is on its way. */
const UNEXPECTED = new Set(['model-failed', 'no-weights', 'no-permission']);

export interface FuzzResult {
  count: number;
  seed: number;
  /** How often each answer was given. */
  answers: Record<string, number>;
  /** What went wrong, with the numbers of the inputs. */
  failures: string[];
  seconds: number;
  /** Bytes in the process that holds the network, at most. */
  peakBytes?: number;
}

/**
 * @param folder with the extension built for the browser
 * @param options.first number of the inputs, to see again what has failed
 * @param options.firefox in place of Chromium
 * @param tell is told how far it has come
 */
export async function runFuzz(
  folder: string,
  { count, seed, first = 0, firefox = false }: { count: number; seed: number; first?: number; firefox?: boolean },
  tell = (_: string) => {},
): Promise<FuzzResult> {
  const started = Date.now();
  const inputOf = await inputsOf(seed);
  const server = await serveInputs(inputOf);
  const result: FuzzResult = { count, seed, answers: {}, failures: [], seconds: 0 };
  let bench: Bench | undefined;
  try {
    for (let from = first; from < first + count; from += BATCH) {
      bench ??= await openBench(await openEither(folder, firefox), server.url, firefox);
      const numbers = Array.from({ length: Math.min(BATCH, first + count - from) }, (_, i) => from + i);
      const failures = await feed(bench, numbers, inputOf, result.answers);
      result.failures.push(...failures);
      if (failures.length > 0) {
        await bench.browser.close();
        bench = undefined;
      }
      tell([`${from + numbers.length - first} of ${count}`, ...failures].join('\n'));
    }
    result.peakBytes = (await bench?.browser.memory())?.peak;
  } finally {
    await bench?.browser.close();
    server.close();
  }
  return { ...result, seconds: Math.round((Date.now() - started) / 1000) };
}

interface Bench extends Given {
  browser: Either;
  /** What is said of an undamaged picture. */
  right: string;
  place: string;
}

async function openBench(browser: Either, url: string, firefox: boolean): Promise<Bench> {
  const [ours, theirs] = [await browser.newPage(), await browser.newPage()];
  await ours.goto(new URL('/privacy/index.html', browser.worker.url()).href);
  await theirs.goto(url);
  const right = await probe(ours, url, -1);
  const place = await browser.place();
  return { browser, worker: browser.worker, ours, theirs, url, right, place, hasHiddenPage: !firefox };
}

/** What is said of an undamaged picture, which has a new address each time, and is forgotten so that it is seen anew. */
async function probe(ours: Page, url: string, number: number): Promise<string> {
  const answer = await inTime(
    ours.evaluate(async (url) => {
      await chrome.runtime.sendMessage({ to: 'background:forget-descriptions' });
      return (await chrome.runtime.sendMessage({ to: 'background:describe', request: { picture: { url } } })) as Answer;
    }, `${url}whole?${number}`),
  );
  return JSON.stringify([answer.text, answer.reason, answer.backend && 'seen']);
}

/** Feeds a batch, then looks whether the extension is as before. @returns what went wrong */
async function feed(bench: Bench, numbers: number[], inputOf: (i: number) => Input, answers: Record<string, number>) {
  const failures: string[] = [];
  const rest = [...numbers];
  const work = async () => {
    for (let i = rest.shift(); i !== undefined; i = rest.shift()) {
      const outcome = await inTime(give(bench, i, inputOf(i))).catch(
        (error) => `failed: ${(error as Error).message.split('\n', 1)[0]}`,
      );
      answers[outcome] = (answers[outcome] ?? 0) + 1;
      if (UNEXPECTED.has(outcome) || outcome.startsWith('failed')) failures.push(`input ${i}: ${outcome}`);
      if (outcome.startsWith('failed')) rest.length = 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const after = `after inputs ${first} to ${last}`;
  try {
    const now = await probe(bench.ours, bench.url, first);
    if (now !== bench.right) failures.push(`${after}: an undamaged picture is ${now}, no longer ${bench.right}`);
    if ((await bench.browser.place()) !== bench.place) failures.push(`${after}: the network has gone`);
    if (await bench.theirs.evaluate(() => document.querySelector('script, [onerror]')))
      failures.push(`${after}: markup became HTML`);
  } catch (error) {
    failures.push(`${after}: ${(error as Error).message.split('\n', 1)[0]}`);
  }
  return failures;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE / 1000} seconds`)), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
