// The toolbar popup over a real page: what it shows, by keyboard alone, in every colour scheme.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { openPopup, type Popup, until } from '../../popup.ts';
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
  const text = await until(async () => {
    const now = await popup.evaluate<string>('document.body.innerText');
    return now.includes('0 waiting') ? now : undefined;
  });
  const [described, silent] = [/(\d) described/, /(\d) left without/].map((pattern) => Number(pattern.exec(text)?.[1]));
  expect(described + silent).toBe(3);
});

test('undo by keyboard takes every label back and says how many', async () => {
  await open(permitted, [elsewhere('coffee.jpg'), elsewhere('cat.jpg'), elsewhere('flower.jpg')]);
  await popup.shows('0 waiting');
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

test('where nothing can be done, it says so and offers no switch', async () => {
  await open(product, [], 'chrome://version');
  await popup.shows(REASONS['page-unreachable']);
  const controls = 'Array.from(document.querySelectorAll("input, button"), (each) => each.textContent)';
  expect(await popup.evaluate(controls)).toEqual(['Change the keys']);
  expect(await violations()).toEqual([]);
});
