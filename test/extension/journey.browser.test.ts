// What a user meets from the first picture to the last, in each browser: the product build, its menu, keys, popup and pages.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { REASONS } from '../../model/reasons.ts';
import { isFirefox, launch } from '../browser.ts';
import { until } from '../popup.ts';
import { type Servers, startServers } from '../server.ts';

/** No bitmap: the page itself cannot read its pixels. */
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="60" cy="60" r="50" fill="red"/></svg>';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  servers = await startServers({ 'drawing.svg': DRAWING });
  inkling = await launch({ extension: 'chrome', spy: true, sure: true });
});
afterEach(() => page?.close());
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const FROM_MODEL = /Might be: \w.+$/;
const PICTURE = 'width="300" height="200"';
const own = (name = 'coffee.jpg', attributes = '') => `<img src="../../pictures/${name}" ${PICTURE} ${attributes}>`;
const foreign = () => `<img src="${servers.elsewhere}pictures/coffee.jpg" ${PICTURE}>`;

/** A page with this content, in front. */
async function open(html: string): Promise<void> {
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((html) => {
    document.body.innerHTML = html;
    return Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined))).then(() => 0);
  }, html);
  await page.bringToFront();
}

async function openOurs(name: string): Promise<void> {
  page = await inkling.context.newPage();
  await page.goto(new URL(`/${name}/index.html`, inkling.worker.url()).href);
}

/** What is said after `act`; "Describing" is only said when it takes long. */
async function heard(act: () => Promise<unknown>): Promise<string> {
  const before = (await inkling.spoken()).length;
  await act();
  return until(async () => {
    const fresh = (await inkling.spoken()).slice(before).map(({ text }) => text);
    return fresh.find((text) => !/^(Describing|Bild wird beschrieben)$/.test(text));
  });
}

const labels = () => page.evaluate(() => Array.from(document.images, (image) => image.getAttribute('aria-label')));

test('Describe in the menu: the picture is spoken of and labelled', async () => {
  await open(own());
  const sentence = await heard(() => inkling.describe(page, 'img'));
  expect(sentence).toMatch(FROM_MODEL);
  expect(await labels()).toEqual([sentence]);
  expect((await inkling.spoken()).at(-1)).toMatchObject({ rate: 1, lang: 'en-US', stopped: false });
});

test('in German, a description is its nouns, spoken and written as German', async () => {
  await inkling.worker.evaluate(() => chrome.storage.local.set({ language: 'de' }));
  await open(own());
  const sentence = await heard(() => inkling.describe(page, 'img'));
  expect(sentence).toMatch(/^Vielleicht: \p{Lu}/u);
  expect(await labels()).toEqual([sentence]);
  expect(await page.locator('img').getAttribute('lang')).toBe('de');
  expect((await inkling.spoken()).at(-1)).toMatchObject({ lang: 'de' });
  await inkling.worker.evaluate(() => chrome.storage.local.remove('language'));
  await expect.poll(labels).toEqual([expect.stringMatching(FROM_MODEL)]);
  expect(await page.locator('img').getAttribute('lang')).toBe('en');
});

// Chrome does not tell an extension which element was meant; content.ts would have to be there before the menu.
test.runIf(isFirefox)('of two pictures with the same address, the one under the menu is meant', async () => {
  await open(own('coffee.jpg', 'alt="The first"') + own('coffee.jpg', 'id="second" alt="The second"'));
  expect(await heard(() => inkling.describe(page, '#second'))).toMatch(/^The author calls this The second\. /);
});

test('a picture that is out of reach is read off the screen, spoken of, and never written into the page', async () => {
  await open(foreign());
  const asked = servers.requests.length;
  expect(await heard(() => inkling.describe(page, 'img'))).toMatch(FROM_MODEL);
  expect(await labels()).toEqual([null]);
  expect(servers.requests.slice(asked).filter(({ headers }) => headers.cookie)).toEqual([]);
});

test('no server hears which extension asks, whatever is read from it and listed', async () => {
  const drawing = `<img src="drawing.svg?type=image/svg%2Bxml" ${PICTURE}>`;
  await open(drawing + own() + foreign());
  const asked = servers.requests.length;
  await heard(() => inkling.describe(page, 'img[src^=drawing]'));
  const popup = await inkling.openPopup(page);
  await popup.shows('Image 3');
  await page.waitForTimeout(1000); // for the small views
  await popup.close();
  const told = servers.requests.slice(asked).filter(({ headers }) => /-extension:/.test(headers.origin ?? ''));
  expect(told).toEqual([]);
});

test('keys: describe the largest, go to the next, stop the voice', async () => {
  await open(own('coffee.jpg', 'alt="A cup"') + own('cat.jpg'));
  expect(await heard(() => inkling.pressShortcut(page, 'D'))).toMatch(/^Largest picture: Might be: \w/);
  await page.evaluate(async (html) => {
    document.body.insertAdjacentHTML('beforeend', html);
    await document.images[2].decode();
  }, own('flower.jpg'));
  expect(await heard(() => inkling.pressShortcut(page, 'G'))).toMatch(/^Image 1 of \d without a description$/);
  expect((await inkling.spoken()).at(-1)?.stopped).toBe(false);
  await inkling.pressShortcut(page, 'Q');
  await expect.poll(async () => (await inkling.spoken()).at(-1)?.stopped).toBe(true);
});

test.each([
  ['Escape is pressed', () => page.keyboard.press('Escape')],
  ['another page is opened in the tab', () => page.goto(`${servers.pages}gallery.html`)],
  ['another tab comes to the front', () => inkling.context.newPage().then((other) => other.close())],
])('the voice ends when %s', async (_, act: () => Promise<unknown>) => {
  await open('<p>Words');
  await heard(() => inkling.pressShortcut(page, 'D'));
  await page.bringToFront();
  expect((await inkling.spoken()).at(-1)?.stopped).toBe(false);
  await act();
  await expect.poll(async () => (await inkling.spoken()).at(-1)?.stopped).toBe(true);
});

test('a page without pictures', async () => {
  await open('<p>Words');
  expect(await heard(() => inkling.pressShortcut(page, 'D'))).toBe(REASONS['no-image']);
});

test('the popup lists the pictures, by keyboard alone, and says what one shows', async () => {
  await open(own() + own('cat.jpg', 'alt="A cat"') + own('grass.jpg'));
  const popup = await inkling.openPopup(page);
  await popup.shows('Image 2');
  const focused = () =>
    popup.evaluate<string>(
      '((each) => each.ariaLabel ?? each.labels?.[0]?.textContent ?? each.textContent)(document.activeElement)',
    );
  const way: string[] = [];
  while (way.at(-1) !== 'Describe image 1') {
    expect(way.length).toBeLessThan(10);
    await popup.press('Tab');
    way.push(await focused());
  }
  const sentence = await heard(() => popup.press('Enter'));
  expect(sentence).toMatch(FROM_MODEL);
  expect(await popup.shows('Repeat')).toContain(sentence);
  await popup.close();
  expect(await labels()).toEqual([sentence, null, null]);
});

const state = () =>
  inkling.worker.evaluate(async () => {
    const sites = ((await chrome.storage.local.get('sites')).sites ?? []) as { origin: string }[];
    const scripts = await chrome.scripting.getRegisteredContentScripts();
    const { origins } = await chrome.permissions.getAll();
    return { sites: sites.map(({ origin }) => origin), scripts: scripts.length, origins: origins?.sort() };
  });

test('a site is switched on in the popup, its pictures get labels, and none is left when it is switched off', async () => {
  const off = { sites: [], scripts: 0, origins: [] };
  await open(own() + foreign());
  expect(await state()).toEqual(off);
  const patterns = ['http://127.0.0.1/*', 'http://localhost/*'];
  await inkling.permit(...patterns);
  const toggle = async (on: boolean) => {
    const popup = await inkling.openPopup(page);
    await popup.shows('Describe images on this site');
    await popup.press('Tab');
    expect(await popup.evaluate('document.activeElement.type')).toBe('checkbox');
    await popup.press(' ');
    await expect.poll(() => popup.evaluate('document.activeElement.checked')).toBe(on);
    await expect.poll(async () => (await state()).sites.length).toBe(on ? 1 : 0);
    await popup.close();
  };
  const before = await page.evaluate(() => document.body.innerHTML);
  await toggle(true);
  await expect.poll(labels).toEqual([1, 2].map(() => expect.stringMatching(FROM_MODEL)));
  expect(await state()).toEqual({ sites: [new URL(page.url()).origin], scripts: 1, origins: patterns });
  await toggle(false);
  await expect.poll(() => page.evaluate(() => document.body.innerHTML)).toBe(before);
  await expect.poll(state).toEqual(off);
});

test('after the background has been unloaded, the next picture is described all the same', async () => {
  await open(own('cat.jpg'));
  await inkling.unload();
  await inkling.describe(page, 'img');
  await expect.poll(labels).toEqual([expect.stringMatching(FROM_MODEL)]);
});

test.each(['options', 'welcome'])('axe finds nothing to complain of in %s', async (name) => {
  await openOurs(name);
  await until(async () => (await page.evaluate(() => document.querySelector('h1') !== null)) || undefined);
  const complaints = 'axe.run().then(({ violations }) => violations.map(({ id }) => id))';
  expect(await page.evaluate(`(() => { ${axe.source}; return ${complaints}; })()`)).toEqual([]);
});

test('the keys can be changed where the browser has them', async () => {
  await openOurs('welcome');
  // The keys and the question come a little later, and move the button.
  const isWhole = () =>
    page.evaluate(() => ['kbd', '[type=radio]'].every((each) => document.querySelector(each) !== null));
  await until(async () => (await isWhole()) || undefined);
  const tabs = () => inkling.worker.evaluate(async () => (await chrome.tabs.query({})).length);
  const before = await tabs();
  await page.locator('button').click();
  await expect.poll(tabs).toBe(before + 1);
});

test('a setting is stored', async () => {
  await openOurs('options');
  await until(async () => (await page.evaluate(() => document.querySelector('[type=range]') !== null)) || undefined);
  const careful = 'input[type=radio][value=careful]';
  await page.locator(careful).click();
  const stored = () => inkling.worker.evaluate(async () => (await chrome.storage.local.get('carefulness')).carefulness);
  await expect.poll(stored).toBe('careful');
});
