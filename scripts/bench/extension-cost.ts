// What a user of the built extension waits for, and how much memory it takes. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import type { Answer } from '../../extension/messages.ts';
import { type Launched, openWithExtension } from '../browser.ts';
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
  const median = (pick: (run: (typeof runs)[number]) => number) => spreadOf(runs.map(pick)).median;
  return {
    loadMs: median(({ cold }) => cold.load),
    loadWarmMs: median(({ warm }) => warm.load),
    firstMs: median(({ cold }) => cold.first),
    laterMs: spreadOf(runs.flatMap(({ cold }) => cold.later)).median,
    backend: runs[0].backend,
    peakBytes: largest(
      runs.map(({ peaks }) => peaks),
      'peakBytes',
    ),
    gpuPeakBytes: largest(
      runs.map(({ peaks }) => peaks),
      'gpuPeakBytes',
    ),
  };
}

async function measureOnce(folder: string, pictures: Uint8Array[], args: string[]) {
  const launched = await openWithExtension(folder, { headless: true, args });
  try {
    const page = await launched.context.newPage();
    // A page of the extension that has nothing of its own, and so takes hardly any memory in the process that is measured.
    await page.goto(`chrome-extension://${new URL(launched.worker.url()).host}/manifest.json`);
    const half = Math.floor(pictures.length / 2);
    const { backend, ...cold } = await describeAll(page, pictures.slice(0, half));
    const peaks = await peaksOf(launched);
    await launched.worker.evaluate(() => chrome.offscreen.closeDocument());
    const warm = await describeAll(page, pictures.slice(half));
    return { cold, warm, backend, peaks };
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

type Peaks = Pick<ExtensionCost, 'peakBytes' | 'gpuPeakBytes'>;

/** Of processes that hold pages of extensions, that with the network is the largest by far. */
async function peaksOf({ context }: Launched): Promise<Peaks> {
  const session = (await context.browser()?.newBrowserCDPSession()) as CDPSession;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo.flatMap(({ id, type }) => {
    if (!existsSync(`/proc/${id}/status`)) return [];
    const isExtension = readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process');
    return [{ type, isExtension, bytes: peakOf(readFileSync(`/proc/${id}/status`, 'utf8')) }];
  });
  const most = (which: typeof peaks) => (which.length ? Math.max(...which.map(({ bytes }) => bytes)) : undefined);
  return {
    peakBytes: most(peaks.filter(({ isExtension }) => isExtension)),
    gpuPeakBytes: most(peaks.filter(({ type }) => type === 'GPU')),
  };
}

/** Bytes of memory at most, from a process's /proc/ID/status. */
export function peakOf(status: string): number {
  const [, kilobytes] = status.match(/^VmHWM:\s+(\d+) kB$/m) ?? [];
  return Number(kilobytes) * 1024;
}

function largest(peaks: Peaks[], name: keyof Peaks): number | undefined {
  const known = peaks.flatMap((peak) => peak[name] ?? []);
  return known.length ? Math.max(...known) : undefined;
}
