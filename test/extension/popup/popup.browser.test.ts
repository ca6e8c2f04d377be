// The toolbar popup over a real page: what it shows, by keyboard alone, in every colour scheme.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EVERYWHERE } from '../../../extension/match-patterns.ts';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { openPopup, type Popup, until } from '../../popup.ts';
import { allowInPrivate, openPrivately } from '../../private-window.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let product: Awaited<ReturnType<typeof launch>>;
let permitted: Awaited<ReturnType<typeof launch>>;
let page: Page;
let popup: Popup;

beforeAll(async () => {
  servers = await startServers();
  product = await launch({ extension: 'chrome' });
  permitted = await launch({ extension: 'chrome-test' });
});
afterEach(() => page?.close());
afterAll(async () => {
  await product?.close();
  await permitted?.close();
  servers?.close();
});

/** Opens the popup over a page with pictures. */
async function open(inkling: typeof product, pictures: string[], url = `${servers.pages}blank.html`): Promise<void> {
  page = await inkling.context.newPage();
  await page.goto(url);
  const add = (addresses: string[]) => {
    document.body.append(...addresses.map((src) => Object.assign(new Image(300, 200), { src })));
    return Promise.all(Array.from(document.images, (image) => image.decode()));
  };
  if (pictures.length > 0) await page.evaluate(add, pictures);
  popup = await openPopup(inkling.browserSession, inkling.worker, page);
}

const elsewhere = (name: string) => `${servers.elsewhere}pictures/${name}`;

async function violations(): Promise<unknown> {
  await popup.evaluate(`${axe.source}; undefined`);
  return popup.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
  );
}

/** Tab until the focus is on what has this text or label. */
async function tabTo(text: string): Promise<void> {
  const focused = () =>
    popup.evaluate<string>('(document.activeElement.labels?.[0] ?? document.activeElement).textContent');
  for (let presses = 0; !(await focused()).includes(text) || presses === 0; presses++) {
    expect(presses).toBeLessThan(10);
    await popup.press('Tab');
  }
}

test('says what switching on will ask for', async () => {
  await open(product, [elsewhere('coffee.jpg')]);
  const text = await popup.shows('The browser will ask to let Inkling read 127.0.0.1');
  expect(text).toContain('and 1 address its images come from');
  expect(text).toContain('1 image without a name');
  expect(text).toContain('Alt+Shift+D');
});

test.each([
  ['light', {}],
  ['dark', { 'prefers-color-scheme': 'dark' }],
  ['forced colours', { 'forced-colors': 'active' }],
])('axe finds nothing to complain of in %s', async (_, features) => {
  await open(product, []);
  await popup.shows('Describe images on this site');
  await popup.screenshot(features);
  expect(await violations()).toEqual([]);
});

/** Waits until nothing waits any more. @returns the text of the popup */
function settled(): Promise<string> {
  return until(async () => {
    const text = await popup.evaluate<string>('document.body?.innerText ?? ""');
    return /\d (described|left)/.test(text) && !/\d (waiting|not looked at)/.test(text) ? text : undefined;
  });
}

test('counts the pictures of all frames', async () => {
  await open(permitted, [elsewhere('coffee.jpg'), elsewhere('cat.jpg')]);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width: 400px; height: 300px';
    frame.srcdoc = `<img src="${src}" width="300" height="200">`;
    document.body.append(frame);
  }, elsewhere('palace.jpg'));
  await popup.close();
  popup = await openPopup(permitted.browserSession, permitted.worker, page);
  await popup.shows('3 images without a name');
  const text = await settled();
  const [described, silent] = [/(\d) described/, /(\d) left without/].map((pattern) =>
    Number(pattern.exec(text)?.[1] ?? 0),
  );
  expect(described + silent).toBe(3);
});

test('says how many there was no time to look at, and that the others are only the least there are', async () => {
  page = await product.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(() => {
    document.body.innerHTML = '<img src="../pictures/coffee.jpg" width="300" height="200">'.repeat(20_000);
    return document.images[0].decode();
  });
  popup = await openPopup(product.browserSession, product.worker, page);
  const text = await popup.shows('not looked at yet');
  const [, found, rest] = /At least (\S+) images? without a name.*?(\S+) not looked at yet/s.exec(text) ?? [];
  const number = (written: string) => Number(written.replace(',', ''));
  expect(number(found) + number(rest)).toBe(20_000);
});

test('undo by keyboard takes every label back and says how many', async () => {
  await open(permitted, [elsewhere('coffee.jpg'), elsewhere('cat.jpg'), elsewhere('flower.jpg')]);
  await settled();
  const labels = await page.locator('img[aria-label]').count();
  await tabTo('Undo');
  await popup.press('Enter');
  await popup.shows(`${labels} description${labels === 1 ? '' : 's'} taken back.`);
  expect(await page.locator('img[aria-label]').count()).toBe(0);
});

test('offers to allow pictures from addresses met later', async () => {
  await open(permitted, [elsewhere('coffee.jpg')]);
  // The test build may read both local hosts, so the picture comes from a third that it may not.
  await page.evaluate(
    (src) => {
      document.body.append(Object.assign(new Image(300, 200), { src, id: 'third' }));
    },
    elsewhere('cat.jpg').replace('localhost', '[::1]'),
  );
  await popup.shows('Some images come from addresses that Inkling may not read');
  const text = await popup.shows('Allow images from this address');
  expect(text).toContain('[::1]');
  expect(await violations()).toEqual([]);
  await tabTo('Allow images');
});

const box = () =>
  popup.evaluate<{ checked: boolean; disabled: string | null }>(
    '(({ checked, ariaDisabled }) => ({ checked, disabled: ariaDisabled }))(document.querySelector("input"))',
  );
const hint = () => popup.evaluate<string>('document.querySelector("#why").textContent');
const settings = () => product.worker.evaluate(() => chrome.storage.local.get());

async function press(text: string, key: string): Promise<void> {
  await tabTo(text);
  await popup.press(key);
}

test('where all sites are on, the switch makes an exception and ends it, and says so', async () => {
  const extensions = await product.context.newPage();
  await extensions.goto('chrome://extensions');
  const id = new URL(product.worker.url()).host;
  const permit = (pattern: string) =>
    extensions.evaluate(`chrome.developerPrivate.addHostPermission('${id}', '${pattern}')`);
  for (const pattern of EVERYWHERE) await permit(pattern);
  await extensions.close();
  await product.worker.evaluate(() => chrome.storage.local.set({ everywhere: true }));
  await open(product, [elsewhere('coffee.jpg')]);
  await popup.shows('Switching this one off makes it an exception.');
  expect(await box()).toEqual({ checked: true, disabled: 'false' });
  expect(await hint()).toContain('begins with “Might be”');
  expect(await hint()).not.toContain('gives the permission back');
  await press('Describe images on this site', ' ');
  await popup.shows('this one is an exception. Switching it on ends that.');
  expect(await box()).toEqual({ checked: false, disabled: 'false' });
  expect(await settings()).toMatchObject({ everywhere: true, exceptions: [new URL(page.url()).origin] });
  await popup.press(' ');
  await popup.shows('Switching this one off makes it an exception.');
  expect(await box()).toEqual({ checked: true, disabled: 'false' });
  expect(await settings()).toMatchObject({ everywhere: true, exceptions: [] });
  await product.worker.evaluate(() => chrome.storage.local.clear());
  await product.worker.evaluate((origins) => chrome.permissions.remove({ origins }), EVERYWHERE);
});

test('a site that is on by itself gives its permission back; one that came with the installation cannot', async () => {
  await open(permitted, []);
  await popup.shows('Inkling was installed with the permission for this site');
  expect(await box()).toEqual({ checked: true, disabled: 'true' });
  await press('Describe images on this site', ' ');
  expect(await box()).toMatchObject({ checked: true });
  expect(await permitted.worker.evaluate(() => chrome.storage.local.get())).toEqual({});
  const site = { origin: new URL(page.url()).origin, imageOrigins: [] };
  await permitted.worker.evaluate((site) => chrome.storage.local.set({ sites: [site] }), site);
  await popup.shows('Switching off gives the permission back.');
  expect(await box()).toEqual({ checked: true, disabled: 'false' });
  await permitted.worker.evaluate(() => chrome.storage.local.clear());
});

test('where nothing can be done, it says so and offers no switch', async () => {
  await open(product, [], 'chrome://version');
  await popup.shows(REASONS['page-unreachable']);
  const controls = 'Array.from(document.querySelectorAll("input, button"), (each) => each.textContent)';
  expect(await popup.evaluate(controls)).toEqual(['Change the keys']);
  expect(await violations()).toEqual([]);
});

test('in a private window the switch says why it stays as it is, and images can be described', async () => {
  const worker = await allowInPrivate(product);
  const opened = await openPrivately(product, worker, [`${servers.pages}blank.html?private`]);
  [page] = opened.pages;
  await page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
    return document.images[0].decode();
  }, elsewhere('coffee.jpg'));
  const stored = () =>
    worker.evaluate(async () => [await chrome.storage.local.get(), await chrome.storage.session.get()]);
  await expect.poll(async () => (await stored())[1]).toEqual({ synced: true }); // by the worker of the other windows
  const before = await stored();
  popup = await openPopup(product.browserSession, opened.worker, page);
  await popup.shows('This is a private window, about which nothing is stored. To switch this site on, use a normal');
  expect(await box()).toEqual({ checked: false, disabled: 'true' });
  await press('Describe images on this site', ' ');
  expect(await box()).toMatchObject({ checked: false });
  expect(await violations()).toEqual([]);
  await popup.shows('Image 1');
  await popup.evaluate('document.querySelector("[aria-label=\'Describe image 1\']").click()');
  await popup.shows('Repeat');
  expect(await stored()).toEqual(before);
});
