// Milliseconds that Inkling's script takes from a page's main thread, by the browser's own profiler. Runs in Node.
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

const SCRIPT = '/page/content.js';
/** Microseconds between two samples. */
const INTERVAL = 250; // at 100, taking the samples is a sixth of what they show
/** Milliseconds without work after which a page counts as done, and after which nobody waits any more. */
const REST = 2500;
const PATIENCE = 120_000;

export interface Cost {
  /** Milliseconds in all. */
  total: number;
  /** Most milliseconds in one task: for so long the page can do nothing else. */
  longest: number;
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  /** Microseconds, as everything here. */
  startTime: number;
  samples?: number[];
  /** Since the sample before. */
  timeDeltas?: number[];
}

/** From when to when the main thread was busy with one thing. */
export interface Task {
  start: number;
  end: number;
}

/** Opens a page and waits until Inkling has nothing more to do there. @param during runs in the open page */
export async function measureCost(
  context: BrowserContext,
  url: string,
  during: (page: Page) => Promise<unknown> = (page) => page.waitForTimeout(REST),
): Promise<Cost> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const stopTrace = await traceTasks(session);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.send('Profiler.start');
  await page.goto(url);
  await during(page);
  await atRest(page);
  const { profile } = await session.send('Profiler.stop');
  const tasks = await stopTrace();
  await page.close();
  return costOf(profile, tasks);
}

/** Notes every task of the page's process. @returns a function that ends it */
async function traceTasks(session: CDPSession): Promise<() => Promise<Task[]>> {
  const tasks: Task[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    const events = value as unknown as { name: string; ts: number; dur?: number }[];
    for (const { name, ts, dur = 0 } of events) if (name === 'RunTask') tasks.push({ start: ts, end: ts + dur });
  });
  const includedCategories = ['disabled-by-default-devtools.timeline'];
  await session.send('Tracing.start', { traceConfig: { includedCategories, excludedCategories: ['*'] } });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    return tasks;
  };
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

/** Sums up the samples in which Inkling's script is anywhere on the stack, in all and task by task. */
export function costOf(profile: Profile, tasks: Task[]): Cost {
  const ours = nodesOf(profile);
  const { samples = [], timeDeltas = [] } = profile;
  const spent = new Map<Task | undefined, number>();
  const inOrder = tasks.toSorted((a, b) => a.start - b.start);
  let time = profile.startTime;
  let next = 0;
  samples.forEach((id, i) => {
    time += timeDeltas[i] ?? 0;
    while (next < inOrder.length && inOrder[next].end < time) next++;
    // A sample stands for the time until the next one.
    if (ours.has(id)) spent.set(inOrder[next], (spent.get(inOrder[next]) ?? 0) + (timeDeltas[i + 1] ?? 0) / 1000);
  });
  const each = [...spent.values()];
  return { total: each.reduce((a, b) => a + b, 0), longest: Math.max(0, ...each) };
}

/** The nodes of the call tree that are in Inkling's script or below it. */
function nodesOf({ nodes }: Profile): Set<number> {
  const ours = new Set<number>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const mark = (id: number, inside: boolean) => {
    const { callFrame, children = [] } = byId.get(id)!;
    const isOurs = inside || callFrame.url.endsWith(SCRIPT);
    if (isOurs) ours.add(id);
    for (const child of children) mark(child, isOurs);
  };
  mark(nodes[0].id, false);
  return ours;
}
