// Private windows: a service worker and a hidden page of their own, and nothing that stays or is seen elsewhere.
import axe from 'axe-core';
import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { ask, fromModel, pressShortcut } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { allowInPrivate, openPrivately } from '../../private-window.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let worker: Worker;
let privateWorker: Worker;
let page: Page;
let options: Page;
let privateOptions: Page;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true });
  worker = await allowInPrivate(inkling);
  const optionsUrl = `chrome-extension://${new URL(worker.url()).host}/options/index.html`;
  const opened = await openPrivately(inkling, worker, [`${servers.pages}blank.html`, optionsUrl]);
  ({ worker: privateWorker, options } = opened);
  [page, privateOptions] = opened.pages;
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const picture = () => ({ url: `${servers.elsewhere}pictures/coffee.jpg` });
const stored = () =>
  worker.evaluate(async () => [await chrome.storage.local.get(), await chrome.storage.session.get()]);
const contexts = (of: Worker) =>
  of.evaluate(async () => {
    const contextTypes = [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT];
    return (await chrome.runtime.getContexts({ contextTypes })).map(({ incognito }) => incognito);
  });

test('a private window has its own service worker, menu and hidden page', async () => {
  expect(await privateWorker.evaluate(() => chrome.extension.inIncognitoContext)).toBe(true);
  expect(await worker.evaluate(() => chrome.extension.inIncognitoContext)).toBe(false);
  const update = () => chrome.contextMenus.update('describe', {}) as unknown as Promise<void>;
  await until(() =>
    privateWorker.evaluate(update).then(
      () => true,
      () => undefined,
    ),
  );
  const there = await ask(privateOptions, picture());
  expect(there).toMatchObject(fromModel);
  expect([await contexts(worker), await contexts(privateWorker)]).toEqual([[], [true]]);
  const here = await ask(options, picture());
  expect([await contexts(worker), await contexts(privateWorker)]).toEqual([[false], [true]]);
  expect(here.key).toBe(there.key);
  expect(here.milliseconds).not.toBe(there.milliseconds); // described by itself, not remembered from there
});

test('own words stay on their side, and nothing of the private one is stored', async () => {
  const { key } = await ask(privateOptions, picture());
  const set = (from: Page, words: string) =>
    from.evaluate((message) => chrome.runtime.sendMessage(message), {
      to: 'background:set-own-words',
      request: { key, words },
    });
  const before = await stored();
  expect(await set(privateOptions, 'my secret')).toEqual({ kept: true });
  expect(await ask(privateOptions, picture())).toMatchObject({ text: 'my secret', own: true });
  expect((await ask(options, picture())).own).toBeUndefined();
  expect(await stored()).toEqual(before);
  expect(await set(options, 'my cup')).toEqual({ kept: true });
  expect(await ask(options, picture())).toMatchObject({ text: 'my cup', own: true });
  expect(await ask(privateOptions, picture())).toMatchObject({ text: 'my secret', own: true });
});

test('sites that are on are on there too, but none can be changed from there', async () => {
  await page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, picture().url);
  await page.locator('img[aria-label]').waitFor();
  expect(await page.locator('img').getAttribute('aria-label')).toBe('my secret');
  const site = { origin: 'https://news.example', imageOrigins: [] };
  await options.evaluate((site) => chrome.storage.local.set({ sites: [site] }), site);
  await options.getByRole('button', { name: `Remove ${site.origin}` }).waitFor();
  await privateOptions.getByText(site.origin).waitFor();
  await privateOptions.getByText('to change them, use a normal window').waitFor();
  expect(await privateOptions.getByRole('button', { name: /Remove https|all sites/ }).count()).toBe(0);
  const complaints = 'axe.run().then(({ violations }) => violations.map(({ id }) => id))';
  expect(await privateOptions.evaluate(`${axe.source}; ${complaints}`)).toEqual([]);
});

test('the key for the switch changes nothing there either', async () => {
  const before = await stored();
  await page.bringToFront();
  await pressShortcut(privateWorker, 'switch-site');
  await page.waitForTimeout(1000);
  expect(await stored()).toEqual(before);
});

test('with the last private window, the words from there are gone', async () => {
  await privateOptions.getByText('my secret').waitFor();
  await options.getByText('my cup').waitFor();
  const ended = privateWorker.waitForEvent('close');
  await Promise.all([page.close(), privateOptions.close()]);
  await ended;
  const again = await openPrivately(inkling, worker, [privateOptions.url()]);
  const [reopened] = again.pages;
  await reopened.getByText('None. Inkling’s button').waitFor();
  expect((await ask(reopened, picture())).own).toBeUndefined();
  expect(await ask(options, picture())).toMatchObject({ text: 'my cup', own: true });
});
