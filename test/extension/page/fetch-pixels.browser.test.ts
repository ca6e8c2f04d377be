// Pictures of another origin: read where that origin lets everybody, without cookies, and otherwise asked for only once.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';
import { type Servers, startServers } from '../../server.ts';

let browser: Browser;
let servers: Servers;
let page: Page;

beforeAll(async () => {
  [browser, servers] = await Promise.all([openBrowser(), startServers()]);
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  servers?.close();
});
beforeEach(async () => {
  await page.goto(`${servers.pages}pixels.html`);
  await inject(page);
  servers.requests.length = 0;
});

const read = (url: string) => page.evaluate((url) => inkling.fetchPixels(url), url);
const elsewhere = (path: string) => `${servers.elsewhere}pictures/${path}`;

test('reads what everybody may read, without cookies or referrer', async () => {
  await page.context().addCookies([{ name: 'who', value: 'me', url: servers.elsewhere }]);
  const own = await page.evaluate(() => inkling.readPixels(document.getElementById('own')!));
  expect(await read(elsewhere('coffee.jpg?cors'))).toBe(own);
  const [{ headers }] = servers.requests.filter(({ path }) => path.includes('coffee'));
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

test('does not ask an origin again that keeps its pictures to itself', async () => {
  expect(await read(elsewhere('coffee.jpg'))).toBeNull();
  expect(await read(elsewhere('cat.jpg?cors'))).toBeNull();
  expect(servers.requests).toHaveLength(1);
});

test.each(['coffee.jpg?cors&damaged', 'nothing.jpg?cors', '../pages/blank.html?cors'])(
  'has nothing of %s',
  async (path) => {
    expect(await read(elsewhere(path))).toBeNull();
  },
);

test('does not go to a more private network than the page, nor off the web', async () => {
  await page.goto('data:text/html,<title>public, for all that is known</title>');
  await inject(page);
  expect([await read(elsewhere('coffee.jpg?cors')), await read('data:image/png;base64,AAAA')]).toEqual([null, null]);
  expect(servers.requests).toEqual([]);
});
