// The user's own words: they win wherever the picture is, at once and for good; only pages of the extension may set them.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { ask, chooseDescribe, inCaptionerPage, openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let key: string;
const picture = (query = '') => ({ url: `${servers.elsewhere}pictures/coffee.jpg${query}` });

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true, spy: true });
  options = await openOptions(inkling.context, inkling.worker);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});
beforeEach(async () => {
  await options.evaluate(() => chrome.storage.local.clear());
  key = (await ask(options, picture())).key ?? '';
});

/** Says it as the popup does. */
const set = (words: string | null | undefined, of = key): Promise<{ kept: boolean }> =>
  options.evaluate((message) => chrome.runtime.sendMessage(message), {
    to: 'background:set-own-words',
    request: { key: of, words },
  });
const stored = () => options.evaluate(() => chrome.storage.local.get());

test('win at every address of the picture, and over other weights', async () => {
  expect(await set('my cup')).toEqual({ kept: true });
  const own = { text: 'my cup', careful: 'my cup', own: true, band: 'likely', guesses: [], key };
  expect(await ask(options, picture('?elsewhere'))).toMatchObject(own);
  expect((await ask(options, picture())).reason).toBeUndefined();
  const [picturePart] = key.split('-');
  expect(await set('my old cup', `${picturePart}-0123`)).toEqual({ kept: true });
  expect(await ask(options, picture())).toMatchObject({ ...own, text: 'my old cup', careful: 'my old cup' });
  expect(await stored()).toEqual({ [`own-words:${picturePart}`]: 'my old cup' });
});

test('are still there when the hidden page has been closed', async () => {
  await set('my cup');
  await inCaptionerPage(inkling.browserSession, 'close()');
  expect(await ask(options, picture())).toMatchObject({ text: 'my cup', own: true });
});

test('a hidden description is silence with its reason; taken back, the model speaks again', async () => {
  const before = await ask(options, picture());
  await set(null);
  const hidden = await ask(options, picture());
  expect(hidden).toMatchObject({ text: null, band: null, reason: 'hidden', guesses: [] });
  expect(hidden.careful).toBeUndefined();
  expect(await set(undefined)).toEqual({ kept: true });
  expect(await ask(options, picture())).toEqual(before);
  expect(await stored()).toEqual({});
});

test.each([
  ['  a\n\tbig \u0007 cup\u202e ', 'a big cup'],
  ['x'.repeat(1000), 'x'.repeat(300)],
  ['<b>"cup" & saucer</b>', '<b>"cup" & saucer</b>'],
])('%j are kept as %j', async (words, kept) => {
  expect(await set(words)).toEqual({ kept: true });
  expect((await ask(options, picture())).text).toBe(kept);
});

test('what cannot be words, or is no picture, is not kept', async () => {
  for (const words of ['', ' \n ', 5, {}]) expect(await set(words as string)).toEqual({ kept: false });
  for (const other of ['', '..', `${key}x`, 'sites']) expect(await set('a cup', other)).toEqual({ kept: false });
  expect(await stored()).toEqual({});
});

test('what somebody has broken in the storage does not count', async () => {
  const [picturePart] = key.split('-');
  for (const value of [5, '', 'two\nlines', 'x'.repeat(301), { a: 1 }]) {
    await options.evaluate((entry) => chrome.storage.local.set(entry), { [`own-words:${picturePart}`]: value });
    expect((await ask(options, picture())).own).toBeUndefined();
  }
});

test('there is a limit', async () => {
  await options.evaluate(() => {
    const names = Array.from({ length: 5000 }, (_, i) => `own-words:${String(i).padStart(64, '0')}`);
    return chrome.storage.local.set(Object.fromEntries(names.map((name) => [name, 'full'])));
  });
  expect(await set('one too many')).toEqual({ kept: false });
  expect(await set('changed', '0'.repeat(64))).toEqual({ kept: true });
});

test('labels in open pages follow at once, and Describe says whose words they are', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, picture().url);
  const shows = (label: string | RegExp) =>
    until(async () => {
      const now = (await page.locator('img').getAttribute('aria-label')) ?? '';
      return now.match(label) ? true : undefined;
    });
  await shows(/^Might be: /);
  await set('my cup');
  await shows(/^my cup$/);
  await chooseDescribe(inkling.worker, { srcUrl: picture().url });
  await until(async () =>
    (await inkling.spoken()).some(({ text }) => text === 'You call this my cup') ? true : undefined,
  );
  await set(null);
  await shows(/^$/);
  await chooseDescribe(inkling.worker, { srcUrl: picture().url });
  await until(async () => ((await inkling.spoken()).some(({ text }) => text === REASONS.hidden) ? true : undefined));
  await set(undefined);
  await shows(/^Might be: /);
  await page.close();
});

test('a picture that a page can read by itself has the same key as one that is fetched', async () => {
  const names = [
    'coffee.jpg',
    'officer-portrait.jpg',
    'chessboard.png',
    'palace.jpg',
    'retina.jpg',
    'page-of-text.png',
  ];
  for (const name of names) {
    const fetched = await ask(options, { url: `${servers.elsewhere}pictures/${name}` });
    await set(`words for ${name}`, fetched.key);
  }
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((names) => {
    const pictures = names.map((name) => Object.assign(new Image(300, 200), { src: `/pictures/${name}` }));
    document.body.append(...pictures);
  }, names);
  await until(async () => ((await page.locator('img[aria-label]').count()) === names.length ? true : undefined));
  const labels = await page.locator('img').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  expect(labels).toEqual(names.map((name) => `words for ${name}`));
  await page.close();
});

test('content scripts can neither set them nor read what is stored', async () => {
  await set('my cup');
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  const tried = await inkling.worker.evaluate(
    async ({ url, key }) => {
      const [tab] = (await chrome.tabs.query({})).filter((tab) => tab.url === url);
      const attempt = async (key: string) => {
        const failed = (error: unknown) => String(error);
        const send = (to: string) => chrome.runtime.sendMessage({ to, request: { key, words: 'yours' } }).catch(failed);
        return [
          await send('background:set-own-words'),
          await send('background:forget-own-words'),
          await send('background:forget-descriptions'),
          await chrome.storage.local.get().catch(failed),
        ].map(String);
      };
      const [{ result }] = await chrome.scripting.executeScript({
        target: { tabId: tab.id ?? -1 },
        func: attempt,
        args: [key],
      });
      return result;
    },
    { url: page.url(), key },
  );
  expect(tried?.slice(0, 3).join()).toMatch(/^(Error: not for web pages,?){3}$/);
  expect(tried?.[3]).toMatch(/Access to storage is not allowed/);
  expect(await ask(options, picture())).toMatchObject({ text: 'my cup' });
  await page.close();
});
