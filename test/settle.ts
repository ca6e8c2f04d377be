// Waits until Inkling has nothing left to do in a page and its frames. Runs in Node, in browser tests.
import { setTimeout } from 'node:timers/promises';
import type { Page, Worker } from 'playwright-core';
import type { PageStatus } from '../extension/messages.ts';

/** Milliseconds between two questions, and how often the answer must be the same: with work left, longer than a start takes. */
const PAUSE = 150;
const SAME = 5;
const SAME_WITH_WORK = 66;
const MOST = 330;

/** What Inkling says of each frame of the page. */
export function statuses(worker: Worker, page: Page): Promise<PageStatus[]> {
  return worker.evaluate(async (url) => {
    const tabId = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
    const frames = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: () => 0 });
    const asked = frames.map(({ frameId }) => chrome.tabs.sendMessage(tabId, { to: 'page:status' }, { frameId }));
    return (await Promise.allSettled(asked)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }, page.url());
}

/** Waits until nothing has changed for a while. Throws where that never comes, or Inkling is not there. */
export async function untilQuiet(worker: Worker, page: Page): Promise<PageStatus[]> {
  let last = '';
  for (let same = 0, turn = 0; turn < MOST; turn++) {
    const now = await statuses(worker, page).catch(() => []);
    same = now.length > 0 && inShort(now) === last ? same + 1 : 0;
    const isDone = now.every(({ automatic, waiting }) => automatic && waiting === 0);
    if (same === (isDone ? SAME : SAME_WITH_WORK)) return now;
    last = inShort(now);
    await setTimeout(PAUSE);
  }
  throw new Error(`Inkling does not come to rest: ${last}`);
}

/** Without what depends on how many pictures there was time to look at. */
const inShort = (all: PageStatus[]) => JSON.stringify(all.map(({ found, unexamined, ...rest }) => rest));

/** Takes the labels back in every frame, as the popup does. */
export function undoEverywhere(worker: Worker, page: Page): Promise<unknown> {
  return worker.evaluate(async (url) => {
    const tabId = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
    return chrome.tabs.sendMessage(tabId, { to: 'page:undo' });
  }, page.url());
}
