// Pages that were in the browser's memory while something changed. Pages that are loaded ahead cannot be had with a driver.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { type Servers, startServers } from '../../server.ts';

const LATER = '<!doctype html><title>Later</title><img width="300" height="200" src="/pictures/cat.jpg">';
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  servers = await startServers({ 'later.html': LATER });
  inkling = await launch({ extension: 'chrome-test', sure: true, remembering: true });
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});
beforeEach(async () => {
  await set({ exceptions: [], wording: 'full' });
  page = await inkling.context.newPage();
});
afterEach(() => page.close());

const set = (settings: object) => inkling.worker.evaluate((settings) => chrome.storage.local.set(settings), settings);
const label = () => page.locator('img').getAttribute('aria-label');
const isLabelled = () => expect.poll(label).toMatch(/^Might be: /);

/** Goes on to another page and back, and does something meanwhile. */
async function leaveAndReturn(meanwhile: () => Promise<unknown>): Promise<void> {
  await page.goto(`${servers.pages}later.html`);
  await isLabelled();
  await page.evaluate('globalThis.isTheSame = true');
  await page.goto(`${servers.elsewhere}pages/blank.html`);
  await meanwhile();
  await page.goBack({ waitUntil: 'commit' }); // it does not load again
  expect(await page.evaluate('globalThis.isTheSame')).toBe(true);
}

test('a page that comes back loses its labels where its site has been switched off', async () => {
  await leaveAndReturn(() => set({ exceptions: [new URL(servers.pages).origin] }));
  await expect.poll(label).toBeNull();
});

test('a page that comes back says things as they are to be said now', async () => {
  await leaveAndReturn(() => set({ wording: 'short' }));
  await expect.poll(label).toMatch(/^(?!Might be)./);
});

test('a page that comes back is described where its site has been switched on again', async () => {
  const exceptions = [new URL(servers.pages).origin];
  await leaveAndReturn(() => set({ exceptions }));
  await expect.poll(label).toBeNull();
  await page.goto(`${servers.elsewhere}pages/blank.html`);
  await set({ exceptions: [] });
  await page.goBack({ waitUntil: 'commit' });
  await isLabelled();
});
