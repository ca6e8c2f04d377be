// What a screen reader gets to hear in Firefox when it is to speak, from the browser's own accessibility events.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REASONS } from '../../../../model/reasons.ts';
import { launch } from '../../../browser.ts';
import { type Servers, startServers } from '../../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', spy: true });
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'screen reader' }));
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await inkling.firefox.inWindow(listen);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

/** Writes down what is announced from now on, in any tab. Runs in the browser's own window. */
async function listen(): Promise<void> {
  const { Cc, Ci, Services } = globalThis as unknown as Privileged;
  Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const announced: string[] = [];
  const observe = (event: Subject) => {
    if (event.QueryInterface(Ci.nsIAccessibleEvent).eventType !== Ci.nsIAccessibleEvent.EVENT_ANNOUNCEMENT) return;
    announced.push(event.QueryInterface(Ci.nsIAccessibleAnnouncementEvent).announcement);
  };
  Services.obs.addObserver({ observe }, 'accessible-event');
  Object.assign(globalThis, { announced });
  await new Promise((resume) => setTimeout(resume, 1000)); // for the pages to hear that somebody listens
}

const announced = () => inkling.firefox.inWindow(() => (globalThis as unknown as Privileged).announced);

// biome-ignore lint/suspicious/noExplicitAny: the browser's own objects, without types
type Subject = any;
type Privileged = Record<'Cc' | 'Ci' | 'Services' | 'announced', Subject>;

test('the screen reader is told, the voice is silent, and the page stays as it is', async () => {
  const before = await page.content();
  await inkling.pressShortcut(page, 'D');
  await expect.poll(announced).toEqual([REASONS['no-image']]);
  expect(await inkling.spoken()).toEqual([]);
  expect(await page.content()).toBe(before);
});
