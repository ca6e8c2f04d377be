// What a user of the built extension waits for, and how much memory it takes. Runs in Node.
import type { Page } from 'playwright-core';
import type { Answer } from '../../extension/messages.ts';
import { type Launched, openWithExtension, SETTLING } from '../browser.ts';
import { largest, memoryOf } from './memory.ts';
import { spreadOf } from './statistics.ts';

export interface ExtensionCost {
  /** Milliseconds from the first request after the browser started until the network is ready: a median, as all here. */
  loadMs: number;
  /** The same when the hidden page has been closed and opens again. */
  loadWarmMs: number;
  /** The first description with a network that is ready. */
  firstMs: number;
  /** A later one, from request to answer. */
  laterMs: number;
  backend: string | null;
  /** Bytes of memory at most in the process that holds the network; undefined where there is no /proc. */
  peakBytes?: number;
  /** In the browser's process for graphics. */
  gpuPeakBytes?: number;
}

/** Bytes of memory in the process that holds the network, while it describes one picture after the other. */
export interface Growth {
  descriptions: number;
  /** The least in the first fifth of them, and in the last: what is above it is thrown away from time to time. */
  earlyBytes: number;
  lateBytes: number;
}

interface Times {
  load: number;
  first: number;
  later: number[];
}

/**
 * @param folder of the built extension
 * @param pictures [260·260·3] bytes each; all different, because the extension remembers what it has described
 * @param starts of the browser; more make the medians steadier
 */
export async function measureExtension(
  folder: string,
  pictures: Uint8Array[],
  starts: number,
  args: string[],
): Promise<ExtensionCost> {
  const runs: Awaited<ReturnType<typeof measureOnce>>[] = [];
  for (let i = 0; i < starts; i++) runs.push(await measureOnce(folder, pictures, args));
  const most = (name: 'peak' | 'gpuPeak') => largest(runs.map((run) => run[name]));
  const median = (pick: (run: (typeof runs)[number]) => number) => spreadOf(runs.map(pick)).median;
  return {
    loadMs: median(({ cold }) => cold.load),
    loadWarmMs: median(({ warm }) => warm.load),
    firstMs: median(({ cold }) => cold.first),
    laterMs: spreadOf(runs.flatMap(({ cold }) => cold.later)).median,
    backend: runs[0].backend,
    peakBytes: most('peak'),
    gpuPeakBytes: most('gpuPeak'),
  };
}

/** Whether memory grows with the number of descriptions; undefined where there is no /proc. */
export async function measureGrowth(
  folder: string,
  pixels: Uint8Array,
  descriptions: number,
): Promise<Growth | undefined> {
  const launched = await openWithExtension(folder, { headless: true });
  const held: number[] = [];
  try {
    const page = await openEmpty(launched);
    await page.evaluate((text) => Object.assign(globalThis, { text }), Buffer.from(pixels).toString('base64'));
    for (let i = 0; i < descriptions; i++) {
      await describeChanged(page, i);
      held.push((await memoryOf(launched)).now ?? 0);
    }
  } finally {
    await launched.close();
  }
  const fifth = Math.ceil(descriptions / 5);
  const [earlyBytes, lateBytes] = [held.slice(0, fifth), held.slice(-fifth)].map((some) => Math.min(...some));
  return lateBytes ? { descriptions, earlyBytes, lateBytes } : undefined;
}

/**
 * Nothing is described twice: the first pixel of the picture in `text` tells how often. All in the page, because the
 * browser's debugger keeps what it passes on, and that would count.
 */
function describeChanged(page: Page, i: number): Promise<void> {
  return page.evaluate(async (i) => {
    const { text } = globalThis as unknown as { text: string };
    const pixels = btoa(String.fromCharCode(i & 255, i >> 8, 0)) + text.slice(4);
    await chrome.runtime.sendMessage({ to: 'background:describe', request: { picture: { pixels } } });
  }, i);
}

/** A page of the extension that has nothing of its own, and so takes hardly any memory in the process that is measured. */
async function openEmpty({ context, worker }: Launched): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${new URL(worker.url()).host}/manifest.json`);
  await page.waitForTimeout(SETTLING);
  return page;
}

async function measureOnce(folder: string, pictures: Uint8Array[], args: string[]) {
  const launched = await openWithExtension(folder, { headless: true, args });
  try {
    const page = await openEmpty(launched);
    const half = Math.floor(pictures.length / 2);
    const { backend, ...cold } = await describeAll(page, pictures.slice(0, half));
    const { peak, gpuPeak } = await memoryOf(launched);
    await launched.worker.evaluate(() => chrome.offscreen.closeDocument());
    const warm = await describeAll(page, pictures.slice(half));
    return { cold, warm, backend, peak, gpuPeak };
  } finally {
    await launched.close();
  }
}

/** Asks for one picture after the other, as a web page would. */
async function describeAll(page: Page, pictures: Uint8Array[]): Promise<Times & { backend: string | null }> {
  const answers: { total: number; own: number; backend: string | null }[] = [];
  for (const pixels of pictures) answers.push(await describe(page, pixels));
  const [{ total, own, backend }, ...later] = answers;
  return { load: total - own, first: own, later: later.map((answer) => answer.total), backend };
}

/** @returns milliseconds from request to answer, and those of the description alone */
async function describe(page: Page, pixels: Uint8Array) {
  const message = {
    to: 'background:describe',
    request: { picture: { pixels: Buffer.from(pixels).toString('base64') } },
  };
  const { answer, total } = await page.evaluate(async (message) => {
    const started = performance.now();
    const answer: Answer = await chrome.runtime.sendMessage(message);
    return { answer, total: performance.now() - started };
  }, message);
  if (answer.reason === 'model-failed' || answer.reason === 'no-weights')
    throw new Error(`the extension: ${answer.reason}`);
  return { total, own: answer.milliseconds, backend: answer.backend };
}
