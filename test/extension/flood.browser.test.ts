// Pages that do too much: ten thousand pictures that never stay where they are, and floods of messages.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { ask, captionerPages, openOptions } from '../extension-page.ts';
import { type Servers, startServers } from '../server.ts';
import { undoEverywhere } from '../settle.ts';

const NAMES = ['cat.jpg', 'coffee.jpg', 'palace.jpg', 'rocket.jpg'];
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let right: Record<string, string>;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true });
  options = await openOptions(inkling.context, inkling.worker);
  const labels = NAMES.map(async (name) => [name, `Might be: ${await describe(name)}`]);
  right = Object.fromEntries(await Promise.all(labels));
  expect(new Set(Object.values(right)).size).toBe(NAMES.length);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const describe = async (name: string) => (await ask(options, { url: `${servers.elsewhere}pictures/${name}` })).text;

/** What each labelled picture shows, and its label. */
const labelled = (page: Page) =>
  page
    .locator('[data-inkling], [aria-label]')
    .evaluateAll((all) =>
      all.map((each) => [
        /pictures\/(.+?\.jpg)/.exec((each as HTMLImageElement).src)?.[1] ?? '',
        each.getAttribute('aria-label'),
      ]),
    );

test('ten thousand pictures that are moved, taken out, put back and exchanged while they are described', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(async (names) => {
    const image = (i: number) => `<img width="300" height="200" src="/pictures/${names[i % names.length]}?${i % 97}">`;
    document.body.innerHTML = Array.from({ length: 10_000 }, (_, i) => image(i)).join('');
    const images = Array.from(document.images);
    for (let turn = 0, end = Date.now() + 5000; Date.now() < end; turn++) {
      const [one, other] = [images[(turn * 7) % 60], images[(turn * 13) % 60]];
      one.remove();
      await new Promise((resume) => setTimeout(resume, 5));
      if (turn % 3) other.before(one);
      else document.body.prepend(one);
      if (turn % 50 === 0) one.src = other.src;
    }
  }, NAMES);
  await expect.poll(async () => (await labelled(page)).length, { timeout: 100_000 }).toBeGreaterThanOrEqual(50);
  const now = await labelled(page);
  expect(now.filter(([name, label]) => right[name ?? ''] !== label)).toEqual([]);
  await undoEverywhere(inkling.worker, page);
  expect(await labelled(page)).toEqual([]);
  await page.close();
}, 300_000);

test('floods of messages, from a page and from what runs in it, keep nobody else from an answer', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(() => {
    for (let i = 0; i < 5000; i++) postMessage({ to: 'background:describe', request: { i } }, '*');
    for (let i = 0; i < 500; i++) dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
  });
  const flood = inkling.worker.evaluate(async (url) => {
    const id = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
    const func = async () => {
      const names = [
        'describe',
        'prepare',
        'mode',
        'cancel',
        'frame-left',
        'frames-changed',
        'forget-own-words',
        'in-use',
      ];
      const send = (i: number) =>
        chrome.runtime.sendMessage({
          to: `background:${names[i % names.length]}`,
          request: { picture: { url: `data:,${i}` } },
        });
      const sent = await Promise.allSettled(Array.from({ length: 1600 }, (_, i) => send(i)));
      return sent.filter(({ status }) => status === 'rejected').length;
    };
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func });
    return result;
  }, page.url());
  for (const name of NAMES) expect(`Might be: ${await describe(`${name}?during`)}`).toBe(right[name]);
  expect(await flood).toBe(400); // what pages must not ask is refused, each time
  expect(await captionerPages(inkling.worker)).toBe(1);
  await page.close();
}, 300_000);
