// Milliseconds that Inkling's script takes from a page's main thread, by the browser's own profiler. Runs in Node.
import type { BrowserContext, Page } from 'playwright-core';

const SCRIPT = '/page/content.js';
/** Microseconds between two samples. */
const INTERVAL = 100;
/** Milliseconds without work after which a page counts as done, and after which nobody waits any more. */
const REST = 2500;
const PATIENCE = 120_000;

export interface Cost {
  /** Milliseconds in all. */
  total: number;
  /** Milliseconds of the longest stretch without a pause. */
  longest: number;
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples?: number[];
  /** Microseconds since the sample before. */
  timeDeltas?: number[];
}

/** Opens a page and waits until Inkling has nothing more to do there. @param during runs in the open page */
export async function measureCost(
  context: BrowserContext,
  url: string,
  during: (page: Page) => Promise<unknown> = (page) => page.waitForTimeout(REST),
): Promise<Cost> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.send('Profiler.start');
  await page.goto(url);
  await during(page);
  await atRest(page);
  const { profile } = await session.send('Profiler.stop');
  await page.close();
  return costOf(profile);
}

/** Labels are written as long as there is work. */
async function atRest(page: Page): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let [before, now] = [-1, 0]; before !== now && Date.now() < end; ) {
    before = now;
    await page.waitForTimeout(REST);
    now = await page.locator('[data-inkling]').count();
  }
}

/** Sums up the samples in which Inkling's script is anywhere on the stack. */
export function costOf({ nodes, samples = [], timeDeltas = [] }: Profile): Cost {
  const ours = new Set<number>();
  const collector = new Set<number>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const mark = (id: number, inside: boolean) => {
    const { callFrame, children = [] } = byId.get(id)!;
    const isOurs = inside || callFrame.url.endsWith(SCRIPT);
    if (isOurs) ours.add(id);
    if (callFrame.functionName === '(garbage collector)') collector.add(id);
    for (const child of children) mark(child, isOurs);
  };
  mark(nodes[0].id, false);
  let [total, longest, stretch] = [0, 0, 0];
  samples.forEach((id, i) => {
    // A sample stands for the time until the next one. What is collected in the middle of our work is ours.
    const time = (timeDeltas[i + 1] ?? 0) / 1000;
    const counts = ours.has(id) || (stretch > 0 && collector.has(id));
    stretch = counts ? stretch + time : 0;
    if (counts) total += time;
    longest = Math.max(longest, stretch);
  });
  return { total, longest };
}
