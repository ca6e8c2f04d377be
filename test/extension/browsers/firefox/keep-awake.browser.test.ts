// Firefox's event page: not unloaded in the middle of a description or of speech, unloaded when there is nothing to do.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../../browser.ts';
import { until } from '../../../popup.ts';
import { type Servers, startServers } from '../../../server.ts';

/** Milliseconds instead of half a minute. An unfinished answer alone would put the end off once, to twice that. */
const IDLE = 3000;
const LONG = 2.5 * IDLE;

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
  const preferences = { 'extensions.background.idle.timeout': IDLE };
  inkling = await launch({ extension: 'chrome-test', spy: true, sure: true, preferences });
  page = await inkling.context.newPage();
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const isUnloaded = async () => (await inkling.backgroundState()) === 'stopped';
const unloaded = () => until(async () => (await isUnloaded()) || undefined);

/** Looks again and again for a while. */
async function staysLoaded(milliseconds: number): Promise<void> {
  for (const start = Date.now(); Date.now() - start < milliseconds; await page.waitForTimeout(100)) {
    expect(await isUnloaded()).toBe(false);
  }
}

const labels = () => page.evaluate(() => Array.from(document.images, (image) => image.getAttribute('aria-label')));

test('in the middle of a description it stays, and goes when there is nothing to do', async () => {
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((src) => {
    document.body.innerHTML = `<img width="300" height="200" src="${src}">`;
  }, `${servers.elsewhere}pictures/coffee.jpg?img-first=${LONG}`);
  await until(() => servers.requests.find(({ headers }) => headers['sec-fetch-dest'] === 'empty'));
  await staysLoaded(LONG);
  await expect.poll(labels).toEqual([expect.stringMatching(/^Might be: /)]);
  await unloaded();
});

test('in the middle of a sentence it stays, and goes when that is over', async () => {
  await inkling.pressShortcut(page, 'D');
  await until(async () => (await inkling.spoken())[0]);
  await staysLoaded(LONG);
  expect((await inkling.spoken())[0].stopped).toBe(false);
  await inkling.pressShortcut(page, 'Q');
  await unloaded();
});
