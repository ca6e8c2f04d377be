// The service worker: what it sets up, who is automatic, and that its death in the middle of work is not noticed.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { ask, fromModel, openOptions, stopWorker } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test' });
  options = await openOptions(inkling.context, inkling.worker);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

/** A page with one picture without a name, written by the test. */
const openPage = async (picture: string) => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  const url = `${servers.elsewhere}pictures/${picture}`;
  await page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, url);
  return page;
};

/** What automatic mode has done in the page at `url`, asked as the popup asks. */
const statusOf = (page: Page) =>
  options.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
    return chrome.tabs.sendMessage(tab?.id ?? -1, { to: 'page:status' }, { frameId: 0 }).catch(() => undefined);
  }, page.url());

test('the menu has its item, and the shortcut is set', async () => {
  const error = await options.evaluate(
    () =>
      new Promise((resolve) =>
        chrome.contextMenus.update('describe', {}, () => resolve(chrome.runtime.lastError?.message ?? null)),
      ),
  );
  expect(error).toBeNull();
  const shortcuts = await options.evaluate(() => chrome.commands.getAll());
  expect(shortcuts.find(({ name }) => name === 'describe')?.shortcut).toBe('Alt+Shift+D');
});

test('a page asks for itself only: names that are not of the service worker stay unanswered', async () => {
  const reply = options.evaluate(() =>
    chrome.runtime.sendMessage({ to: 'constructor' }).catch((error) => String(error)),
  );
  expect((await reply) ?? 'nothing').toMatch(/nothing|Receiving end does not exist|port closed/);
});

test('the death of the service worker in the middle of a request only costs time', async () => {
  const page = await openPage('coffee.jpg?delay=2000');
  const fetched = () => servers.requests.filter(({ path }) => path.includes('delay=2000')).length;
  await until(() => fetched() > 1 || undefined); // the page's own request, then ours
  await stopWorker(options);
  const status = await until(async () => {
    const now = await statusOf(page);
    return now?.found === 1 && now.waiting === 0 ? now : undefined;
  });
  expect(status).toMatchObject({ automatic: true, found: 1 });
  const report = await options.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
    return chrome.tabs.sendMessage(tab?.id ?? -1, { to: 'page:report' }, { frameId: 0 });
  }, page.url());
  expect(report).toEqual([expect.objectContaining({ backend: 'wasm' })]);
  expect(fetched()).toBe(2); // the hidden page lived on and had the answer
  await page.close();
});

test('closing a tab drops what it waits for', async () => {
  const slow = `${servers.elsewhere}pictures/cat.jpg?delay=4000`;
  const asked = () => servers.requests.filter(({ path }) => path.includes('4000')).length;
  const tab = await openOptions(inkling.context, inkling.worker);
  ask(tab, { url: slow }).catch(() => undefined); // ends with the tab
  await until(() => asked() === 1 || undefined);
  await tab.close();
  // Had the first request lived on, this one would have joined it.
  expect(await ask(options, { url: slow })).toMatchObject(fromModel);
  expect(asked()).toBe(2);
});
