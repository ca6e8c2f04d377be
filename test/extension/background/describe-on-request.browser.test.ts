// Describe as a person uses it, in the product build: nothing may be read before the click, the page's own site after it.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { answerWith, chooseDescribe, pressShortcut } from '../../extension-page.ts';
import { grantActiveTab, until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

/** A description by the model, which keeps nothing to itself here. */
const FROM_MODEL = /Might be: \w.+$/;

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
let heard = 0;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome', spy: true, sure: true });
});
afterEach(() => page?.close());
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

/** A page with this content, in front. */
async function open(html: string): Promise<void> {
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((html) => {
    document.body.innerHTML = html;
    return Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
  }, html);
  await page.bringToFront();
}

const allow = () => grantActiveTab(inkling.browserSession, inkling.worker, page);

/** The next sentence; "Describing" is only said when it takes long. */
const answer = () =>
  until(async () => {
    const all = (await inkling.spoken()).map(({ text }) => text).filter((text) => text !== 'Describing');
    if (all.length <= heard) return undefined;
    heard = all.length;
    return all.at(-1);
  });

const PICTURE = 'width="300" height="200"';
const own = (attributes = '') => `<img src="../../pictures/coffee.jpg" ${PICTURE} ${attributes}>`;
const foreign = (attributes = '') => `<img src="${servers.elsewhere}pictures/coffee.jpg" ${PICTURE} ${attributes}>`;
const labels = () => page.evaluate(() => Array.from(document.images, (image) => image.getAttribute('aria-label')));

test('a picture of the page itself is described, spoken and labelled', async () => {
  await open(own());
  await allow();
  await chooseDescribe(inkling.worker, { srcUrl: new URL('../../pictures/coffee.jpg', page.url()).href });
  const sentence = await answer();
  expect(sentence).toMatch(FROM_MODEL);
  expect(await labels()).toEqual([sentence]);
});

test('the shortcut says which picture it chose', async () => {
  await open(own());
  await allow();
  await pressShortcut(inkling.worker);
  const sentence = await answer();
  expect(sentence).toMatch(FROM_MODEL);
  expect(sentence).toMatch(/^Largest picture: /);
});

test('the shortcut finds the focus in a frame', async () => {
  await open(`${own()}<iframe src="blank.html"></iframe>`);
  const frame = await until(() =>
    page.frames().find((each) => each.parentFrame() && each.url().endsWith('blank.html')),
  );
  await frame.waitForLoadState();
  await frame.evaluate(() => {
    document.body.innerHTML = '<a href="#"><img src="../../pictures/cat.jpg" alt="A cat" width="200" height="150"></a>';
    return document.images[0].decode();
  });
  await allow();
  await page.bringToFront();
  await frame.locator('a').focus();
  await pressShortcut(inkling.worker);
  expect(await answer()).toMatch(/^Focused picture: The author calls this A cat\. /);
});

test('an address that is out of reach is read off the screen, spoken, and never written into the page', async () => {
  await open(foreign());
  await allow();
  const before = servers.requests.length;
  await chooseDescribe(inkling.worker, { srcUrl: `${servers.elsewhere}pictures/coffee.jpg` });
  expect(await answer()).toMatch(FROM_MODEL);
  expect(await labels()).toEqual([null]);
  expect(servers.requests.slice(before).filter(({ headers }) => headers.cookie)).toEqual([]);
});

test('where the screen may not be looked at either, the reason is why the picture is out of reach', async () => {
  await open(foreign());
  await allow();
  await inkling.worker.evaluate(() => {
    const { tabs } = globalThis.browser ?? chrome;
    const before = tabs.captureVisibleTab;
    const restore = () => Object.assign(tabs, { captureVisibleTab: before });
    Object.assign(globalThis, { restore });
    Object.assign(tabs, { captureVisibleTab: () => Promise.reject(new Error('not allowed')) });
  });
  onTestFinished(() => inkling.worker.evaluate(() => (globalThis as unknown as { restore(): void }).restore()));
  await chooseDescribe(inkling.worker, { srcUrl: `${servers.elsewhere}pictures/coffee.jpg` });
  expect(await answer()).toBe(REASONS['no-permission']);
});

test('a picture of which only the address is in reach is said again, and has other guesses too', async () => {
  await open(foreign());
  await allow();
  await answerWith(inkling.worker, { guesses: [{ text: 'a sheep', probability: 0.2 }] });
  const said: unknown[] = [];
  for (let press = 0; press < 5; press++) {
    await chooseDescribe(inkling.worker, { frameId: 999_999, srcUrl: `${servers.elsewhere}pictures/coffee.jpg?cors` });
    said.push(await answer());
  }
  expect(said).toEqual([
    'Might be: two dogs',
    'Might be: two dogs',
    'Another guess, less sure: a sheep',
    'No other guesses.',
    'Might be: two dogs',
  ]);
});

test('named and decorative pictures are spoken of and stay as they are', async () => {
  await open(own('alt="A cup"') + own('alt=""'));
  await allow();
  const html = await page.content();
  await page.locator('img').nth(0).click({ button: 'right' });
  await chooseDescribe(inkling.worker, { srcUrl: new URL('../../pictures/coffee.jpg', page.url()).href });
  const sentence = await answer();
  expect(sentence).toMatch(FROM_MODEL);
  expect(sentence).toMatch(/^The author calls this A cup\. /);
  expect(await page.content()).toBe(html);
});

test('without a click nothing is read: the page stays out of reach', async () => {
  await open(own());
  await chooseDescribe(inkling.worker, {});
  expect(await answer()).toBe(REASONS['page-unreachable']);
});

test('on pages that no extension may touch, it says so', async () => {
  page = await inkling.context.newPage();
  await page.goto('chrome://version');
  await chooseDescribe(inkling.worker, {});
  expect(await answer()).toBe(REASONS['page-unreachable']);
});

test('a page without pictures, and a picture that is not there', async () => {
  await open('<p>Words');
  await allow();
  await pressShortcut(inkling.worker);
  expect(await answer()).toBe(REASONS['no-image']);
  await page.close();
  await open(`<img src="../../pictures/nothing.jpg" ${PICTURE} style="display:block">`);
  await allow();
  await chooseDescribe(inkling.worker, { srcUrl: new URL('../../pictures/nothing.jpg', page.url()).href });
  expect(await answer()).toMatch(/^This picture could not be loaded: /);
});

test('in a frame of another site, the address alone may do', async () => {
  await open(`<iframe src="${servers.elsewhere}pages/blank.html"></iframe>`);
  await allow();
  const frame = page.frames()[1];
  await frame.waitForLoadState();
  const reachable = await inkling.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const frames = await chrome.scripting.executeScript({
      target: { tabId: tab.id ?? -1, allFrames: true },
      func: () => 0,
    });
    return frames.length;
  });
  expect(reachable).toBe(1);
  // The frame of the other site is out of reach, whatever its number.
  await chooseDescribe(inkling.worker, { frameId: 999_999, srcUrl: `${servers.elsewhere}pictures/coffee.jpg?cors` });
  expect(await answer()).toMatch(FROM_MODEL);
  await chooseDescribe(inkling.worker, { frameId: 999_999, srcUrl: `${servers.elsewhere}pictures/coffee.jpg` });
  expect(await answer()).toBe(REASONS['no-permission']);
});

test('a second press while one is under way is ignored', async () => {
  await open(own());
  await allow();
  await Promise.all([
    chooseDescribe(inkling.worker, {}),
    chooseDescribe(inkling.worker, {}),
    pressShortcut(inkling.worker),
  ]);
  await answer();
  await pressShortcut(inkling.worker);
  await answer();
  const all = (await inkling.spoken()).filter(({ text }) => text !== 'Describing');
  expect(all).toHaveLength(heard);
});

/** Everything since the test began. */
const session = async (before: number) => (await inkling.spoken()).slice(before).map(({ text }) => text);

test('a server that hangs is waited for 10 seconds, with one word after the first moment; the next press works', async () => {
  const before = (await inkling.spoken()).length;
  await open(own());
  await page.evaluate(() => {
    document.images[0].src = '../../pictures/cat.jpg?delay=300000'; // longer than any test
  });
  await allow();
  const started = Date.now();
  await pressShortcut(inkling.worker);
  await until(async () => (await session(before)).includes('Describing') || undefined);
  expect(Date.now() - started).toBeGreaterThanOrEqual(700);
  expect(await answer()).toMatch(/Describing this picture took too long: try again$/);
  expect(Date.now() - started).toBeGreaterThanOrEqual(10_000);
  expect(await session(before)).toHaveLength(2);
  await page.evaluate(() => {
    document.images[0].src = '../../pictures/cat.jpg';
    return document.images[0].decode();
  });
  await pressShortcut(inkling.worker);
  expect(await answer()).toMatch(FROM_MODEL);
});

test('what is told soon is told at once: "Describing" neither before nor after', async () => {
  await open('<p>Words');
  await allow();
  const before = (await inkling.spoken()).length;
  await pressShortcut(inkling.worker);
  expect(await answer()).toBe(REASONS['no-image']);
  await page.waitForTimeout(1500);
  expect(await session(before)).toEqual([REASONS['no-image']]);
});
