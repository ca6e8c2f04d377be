// How soon a page full of pictures without a name has its labels. Runs in Node.
import type { Page, Worker } from 'playwright-core';
import { type Launched, SETTLING } from './browser.ts';

/** Milliseconds between two looks at how far it has come, and after which nobody waits any more. */
const BETWEEN = 50;
const PATIENCE = 120_000;

/** Milliseconds from the moment when the page's pictures had loaded. */
export interface Throughput {
  /** The first picture is done with: labelled, or known to be left alone. */
  first: number;
  /** As many as the first screen shows. */
  screen: number;
  all: number;
  perSecond: number;
}

/** A page full of pictures, for which the network has to be loaded, and another. @param pictures how many each has */
export async function measureBoth(launched: Launched, [one, other]: string[], pictures: number) {
  await new Promise((resume) => setTimeout(resume, SETTLING));
  await launched.worker.evaluate((mostPerPage) => chrome.storage.local.set({ mostPerPage }), pictures);
  const cold = await measureThroughput(launched, one, pictures);
  return { cold, warm: await measureThroughput(launched, other, pictures), pictures };
}

export function soonInWords({ first, screen, all, perSecond }: Throughput): string {
  const [a, b, c] = [first, screen, all].map((time) => `${(time / 1000).toFixed(2)} s`);
  return `the first after ${a}, the first screen after ${b}, all after ${c}, ${perSecond.toFixed(1)} a second`;
}

/** @param pictures how many are on the page at `url`, all without a name, all different */
export async function measureThroughput(
  { context, worker }: Pick<Launched, 'context' | 'worker'>,
  url: string,
  pictures: number,
): Promise<Throughput> {
  const page = await context.newPage();
  try {
    await page.goto(url); // until all pictures have loaded
    const start = performance.now();
    const screen = await countOnScreen(page);
    const times: number[] = [];
    while (times.length < pictures && performance.now() < start + PATIENCE) {
      const done = await countDone(worker, url);
      const now = performance.now() - start;
      while (times.length < done) times.push(now);
      await page.waitForTimeout(BETWEEN);
    }
    if (times.length < pictures) throw new Error(`only ${times.length} of ${pictures} pictures were done with`);
    const all = times[pictures - 1];
    return { first: times[0], screen: times[screen - 1], all, perSecond: (1000 * pictures) / all };
  } finally {
    await page.close();
  }
}

const countOnScreen = (page: Page) =>
  page.evaluate(
    () => Array.from(document.images).filter((each) => each.getBoundingClientRect().top < innerHeight).length,
  );

/** Of a page whose content script is not there yet, none. */
const countDone = (worker: Worker, url: string) =>
  worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const report = chrome.tabs.sendMessage(tab?.id ?? -1, { to: 'page:report' }).catch(() => []);
    return ((await report) as unknown[]).length;
  }, url);
