// The background, the hidden page or the whole extension stopped at every stage of a request; the browser started again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { isFirefox, launch } from '../browser.ts';
import { callCaptionerPage, captionerPages, openOptions, stopWorker } from '../extension-page.ts';
import { until } from '../popup.ts';
import { type Servers, startServers } from '../server.ts';

const NAMES = ['cat.jpg', 'coffee.jpg', 'astronaut.jpg', 'palace.jpg', 'rocket.jpg', 'flower.jpg'];
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

beforeEach(async () => {
  servers = await startServers();
});
afterEach(async () => {
  await inkling?.close();
  servers?.close();
});

async function openBlank(): Promise<Page> {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  return page;
}

/** A page of pictures without names, which takes the extension `delay` milliseconds each to read. */
async function openPage(delay: number): Promise<Page> {
  const page = await openBlank();
  const addresses = NAMES.map((name) => `${servers.elsewhere}pictures/${name}?img-first=${delay}`);
  await page.evaluate((addresses) => {
    document.body.append(...addresses.map((src) => Object.assign(new Image(300, 200), { src })));
  }, addresses);
  return page;
}

const labels = (page: Page) =>
  page.locator('img').evaluateAll((images) => images.map((image) => image.getAttribute('aria-label')));
const allLabelled = (page: Page) =>
  until(async () => {
    const now = await labels(page);
    return now.every((label) => label?.startsWith('Might be: ')) ? now : undefined;
  });

/** What is said of the six when nothing is stopped. */
async function undisturbed(): Promise<(string | null)[]> {
  const page = await openPage(0);
  const right = await allLabelled(page);
  await page.close();
  await closeModel(); // nothing is remembered
  expect(new Set(right).size).toBeGreaterThan(3);
  return right;
}

const closeModel = () =>
  isFirefox ? inkling.unload() : inkling.worker.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
const start = async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
};
const oneLabel = (page: Page) => until(async () => ((await labels(page)).some(Boolean) ? true : undefined));

/** In each round at other stages; more often in one, and the page would give up asking, as it should. */
const ROUNDS = [0, 1, 2];
const STOPS = [0, 1, 2];

test('the background stopped again and again, from the first request to the last answer', async () => {
  await start();
  const options = await openOptions(inkling.context, inkling.worker);
  const stop = isFirefox ? inkling.unload : () => stopWorker(options);
  const right = await undisturbed();
  let stops = 0;
  for (const round of ROUNDS) {
    const page = await openPage(150);
    for (const turn of STOPS) {
      await pause(40 * round + 120 * turn);
      if (!(await labels(page)).includes(null)) break;
      await stop();
      stops++;
    }
    expect(await allLabelled(page)).toEqual(right);
    await page.close();
    await closeModel();
  }
  expect(stops).toBeGreaterThan(3);
});

test.skipIf(isFirefox)('the hidden page closed again and again: while it loads, reads, computes', async () => {
  await start();
  const right = await undisturbed();
  const page = await openPage(150);
  let closed = 0;
  for (let turn = 0; (await labels(page)).includes(null) && turn < 12; turn++) {
    closed += await captionerPages(inkling.worker);
    await closeModel();
    await pause(100 * turn);
  }
  expect(await allLabelled(page)).toEqual(right);
  expect(closed).toBeGreaterThan(3);
  expect(await captionerPages(inkling.worker)).toBeLessThanOrEqual(1); // none, where the last was closed after the last answer
});

test.skipIf(isFirefox)(
  'when its process crashes the browser ends the extension: no label stays, and all come back when the user reloads it',
  async () => {
    await start();
    const right = await undisturbed();
    const page = await openPage(300);
    await oneLabel(page);
    expect(await callCaptionerPage(inkling.browserSession, 'Page.crash')).toBe(true);
    await expect.poll(() => page.locator('[data-inkling]').count()).toBe(0);
    await inkling.restart();
    await page.bringToFront();
    expect(await allLabelled(page)).toEqual(right);
  },
);

test.runIf(isFirefox)(
  'when its process crashes, the next request starts it again, and everything is labelled',
  async () => {
    await start();
    const right = await undisturbed();
    const page = await openPage(300);
    await oneLabel(page);
    await inkling.crash();
    expect(await labels(page)).toContain(null); // some are still on their way
    expect(await allLabelled(page)).toEqual(right);
  },
);

test.skipIf(isFirefox)(
  'the extension loaded anew while it describes: the new one labels everything, once',
  async () => {
    await start();
    const right = await undisturbed();
    const page = await openPage(300);
    await oneLabel(page);
    const worker = await inkling.update();
    await pause(3000); // the old one notices within two seconds, and takes its labels back
    expect(await allLabelled(page)).toEqual(right);
    await worker.evaluate(async () => {
      const tabs = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
      await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id!, { to: 'page:undo' })));
    });
    expect(await page.locator('[data-inkling], [aria-label], [lang]:not(html)').count()).toBe(0);
  },
);

test('the extension switched off while it describes; switched on again, it goes on', async () => {
  await start();
  const page = await openPage(300);
  await oneLabel(page);
  await inkling.setEnabled(false);
  if (!isFirefox) await expect.poll(() => page.locator('[data-inkling]').count()).toBe(0);
  await inkling.setEnabled(true);
  await page.bringToFront();
  await page.reload();
  await page.evaluate(
    (src) => document.body.append(Object.assign(new Image(300, 200), { src })),
    `${servers.elsewhere}pictures/cat.jpg`,
  );
  await allLabelled(page);
});

test('after a start of the browser, the sites that are on are on, and the rest of the settings is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = async () => {
    inkling = await launch({ extension: 'chrome', profile: join(folder, 'profile') });
  };
  await start();
  const page = await openBlank();
  await inkling.permit('http://127.0.0.1/*');
  await page.bringToFront();
  const popup = await inkling.openPopup(page);
  await popup.shows('Describe images on this site');
  await popup.press('Tab');
  await popup.press(' ');
  const isOn = async () => (await chrome.scripting.getRegisteredContentScripts()).length || undefined;
  await until(() => inkling.worker.evaluate(isOn));
  await popup.close();
  await inkling.worker.evaluate(() => chrome.storage.local.set({ wording: 'short' }));
  await inkling.close();
  await start();
  const again = await openBlank();
  await again.evaluate(() => document.body.append(Object.assign(new Image(300, 200), { src: '/pictures/cat.jpg' })));
  await expect.poll(() => labels(again)).toEqual(['AI: a cat']);
});
