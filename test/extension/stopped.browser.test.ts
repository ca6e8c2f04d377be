// The service worker, the hidden page or the whole extension stopped at every stage of a request; the browser started again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from 'playwright-core';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launch } from '../browser.ts';
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

/** A page of pictures without names, which takes the extension `delay` milliseconds each to read. */
async function openPage(delay: number): Promise<Page> {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
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
  await inkling.worker.evaluate(() => chrome.offscreen.closeDocument()); // nothing is remembered
  expect(new Set(right).size).toBeGreaterThan(3);
  return right;
}

const closePage = (worker: Worker) => worker.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));

test('the service worker stopped again and again, from the first request to the last answer', async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
  const options = await openOptions(inkling.context, inkling.worker);
  const right = await undisturbed();
  const page = await openPage(150);
  let stops = 0;
  for (; (await labels(page)).includes(null) && stops < 12; stops++) {
    await stopWorker(options);
    await pause(70 * stops); // with each stop at another stage
  }
  expect(await allLabelled(page)).toEqual(right);
  expect(stops).toBeGreaterThan(3);
});

test('the hidden page closed again and again: while it loads, reads, computes', async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
  const right = await undisturbed();
  const page = await openPage(150);
  let closed = 0;
  for (let turn = 0; (await labels(page)).includes(null) && turn < 12; turn++) {
    closed += await captionerPages(inkling.worker);
    await closePage(inkling.worker);
    await pause(100 * turn);
  }
  expect(await allLabelled(page)).toEqual(right);
  expect(closed).toBeGreaterThan(3);
  expect(await captionerPages(inkling.worker)).toBeLessThanOrEqual(1); // none, where the last was closed after the last answer
});

test('when its process crashes the browser ends the extension: no label stays, and all come back when the user reloads it', async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
  const right = await undisturbed();
  const page = await openPage(300);
  await until(async () => ((await labels(page)).some(Boolean) ? true : undefined));
  expect(await callCaptionerPage(inkling.browserSession, 'Page.crash')).toBe(true);
  await expect.poll(() => page.locator('[data-inkling]').count(), { timeout: 10_000 }).toBe(0);
  await allowUnpacked();
  const manager = await inkling.context.newPage();
  await manager.goto('chrome://extensions');
  await manager.evaluate(`chrome.developerPrivate.reload('${new URL(inkling.worker.url()).host}')`);
  await page.bringToFront();
  expect(await allLabelled(page)).toEqual(right);
});

test('the extension loaded anew while it describes: the new one labels everything, once', async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
  const right = await undisturbed();
  const page = await openPage(300);
  await until(async () => ((await labels(page)).some(Boolean) ? true : undefined));
  await allowUnpacked();
  const started = inkling.context.waitForEvent('serviceworker');
  await inkling.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined); // it ends in the middle
  const worker = await started;
  await pause(3000); // the old one notices within two seconds, and takes its labels back
  expect(await allLabelled(page)).toEqual(right);
  await worker.evaluate(async () => {
    const tabs = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
    await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id!, { to: 'page:undo' })));
  });
  expect(await page.locator('[data-inkling], [aria-label], [lang]:not(html)').count()).toBe(0);
});

test('the extension switched off while it describes leaves no label; switched on again, it goes on', async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true });
  const page = await openPage(300);
  await until(async () => ((await labels(page)).some(Boolean) ? true : undefined));
  const id = new URL(inkling.worker.url()).host;
  const manager = await inkling.context.newPage();
  await manager.goto('chrome://extensions');
  const enable = (enabled: boolean) => manager.evaluate(`chrome.management.setEnabled('${id}', ${enabled})`);
  await enable(false);
  await expect.poll(() => page.locator('[data-inkling]').count(), { timeout: 10_000 }).toBe(0);
  await allowUnpacked();
  await enable(true);
  await page.bringToFront();
  await page.reload();
  await page.evaluate(
    (src) => document.body.append(Object.assign(new Image(300, 200), { src })),
    `${servers.elsewhere}pictures/cat.jpg`,
  );
  await allLabelled(page);
});

/** Else the browser switches off what is not from its store. */
async function allowUnpacked(): Promise<void> {
  const manager = await inkling.context.newPage();
  await manager.goto('chrome://extensions');
  await manager.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await manager.close();
}

test('after a start of the browser, the sites that are on are on, and the rest of the settings is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = async () => {
    inkling = await launch({ extension: 'chrome', profile: join(folder, 'profile') });
  };
  const origin = new URL(servers.pages).origin;
  await start();
  const manager = await inkling.context.newPage();
  await manager.goto('chrome://extensions');
  const id = new URL(inkling.worker.url()).host;
  await manager.evaluate(`chrome.developerPrivate.addHostPermission('${id}', 'http://127.0.0.1/*')`);
  const options = await openOptions(inkling.context, inkling.worker);
  await options.evaluate(() => {
    document.body.onclick = () => chrome.permissions.request({ origins: ['http://127.0.0.1/*'] });
  });
  await options.locator('h1').click();
  await options.evaluate(
    (origin) => chrome.storage.local.set({ wording: 'short', sites: [{ origin, imageOrigins: [] }] }),
    origin,
  );
  await until(() =>
    inkling.worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length || undefined),
  );
  await inkling.close();
  await start();
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(() => document.body.append(Object.assign(new Image(300, 200), { src: '/pictures/cat.jpg' })));
  await expect.poll(() => labels(page), { timeout: 60_000 }).toEqual(['AI: a cat']);
});
