// The keys as a person uses them, on real pages: next image through all frames, stop, the switch for a site.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { answerWith, openOptions, pressShortcut } from '../../extension-page.ts';
import { grantActiveTab, openedPopup, openPopup, until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let product: Awaited<ReturnType<typeof launch>>;
let page: Page;
let heard = 0;

beforeAll(async () => {
  servers = await startServers();
  product = await launch({ extension: 'chrome', spy: true, sure: true });
});
beforeEach(async () => {
  page = await product.context.newPage();
  heard = (await product.spoken()).filter(({ text }) => text !== 'Describing').length;
});
afterEach(() => page.close());
afterAll(async () => {
  await product?.close();
  servers?.close();
});

const press = (command: string) => pressShortcut(product.worker, command);
const allow = () => grantActiveTab(product.browserSession, product.worker, page);

/** The next sentence that is spoken; "Describing" is only said when it takes long. */
const sentence = () =>
  until(async () => {
    const all = (await product.spoken()).map(({ text }) => text).filter((text) => text !== 'Describing');
    if (all.length <= heard) return undefined;
    heard = all.length;
    return all.at(-1);
  });

async function next(): Promise<string | undefined> {
  await press('next-image');
  return sentence();
}

/** The id of what has the focus, in frames and shadow roots too. */
const focused = () =>
  page.evaluate(() => {
    let active = document.activeElement;
    for (let inner = active; inner; ) {
      active = inner;
      inner = (inner as HTMLIFrameElement).contentDocument?.activeElement ?? inner.shadowRoot?.activeElement ?? null;
    }
    return active?.id;
  });

test('the manifest has a key or a place for each, and names no other', async () => {
  const commands = await product.worker.evaluate(() => chrome.commands.getAll());
  expect(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))).toEqual({
    _execute_action: 'Alt+Shift+K',
    describe: 'Alt+Shift+D',
    'next-image': 'Alt+Shift+G',
    stop: 'Alt+Shift+Q',
    'describe-page': '',
    'switch-site': '',
  });
});

test('next image goes from one to the next, through frames, says which, and starts over after the last', async () => {
  await page.goto(`${servers.pages}steps.html`);
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<img id="inside" src="/pictures/coffee.jpg?5" width="300" height="200">';
    document.body.append(frame);
    return new Promise((loaded) => frame.addEventListener('load', loaded));
  });
  await allow();
  await page.bringToFront();
  const way: unknown[] = [];
  for (let i = 0; i < 7; i++) way.push([await next(), await focused()]);
  const which = (number: number) => `Image ${number} of 5 without a description`;
  expect(way).toEqual([
    [which(1), 'one'],
    [which(2), 'two'],
    [which(3), 'three'],
    [which(4), 'four'],
    [which(5), 'inside'],
    ['No more images without a description', 'inside'],
    [which(1), 'one'],
  ]);
});

test('next image skips what Describe has labelled meanwhile', async () => {
  await page.goto(`${servers.pages}steps.html`);
  await allow();
  await page.bringToFront();
  await next();
  await press('describe');
  expect(await sentence()).toMatch(/^Focused picture: Might be: /);
  expect([await next(), await focused()]).toEqual(['Image 1 of 3 without a description', 'two']);
});

test('next image says so where there is none, and where Inkling cannot work', async () => {
  await page.goto(`${servers.pages}blank.html`);
  await allow();
  expect(await next()).toBe('No images without a description');
  await page.goto('chrome://version');
  expect(await next()).toBe(REASONS['page-unreachable']);
});

test('stop ends what is being said', async () => {
  await page.goto(`${servers.pages}steps.html`);
  await allow();
  await answerWith(product.worker, {});
  await press('describe');
  await sentence();
  expect((await product.spoken()).at(-1)?.stopped).toBe(false);
  await press('stop');
  await expect.poll(async () => (await product.spoken()).at(-1)?.stopped).toBe(true);
});

test('the switch opens the popup, with the focus on it, where the browser has to be asked', async () => {
  await page.goto(`${servers.pages}blank.html`);
  await allow();
  await press('switch-site');
  const popup = await openedPopup(product.browserSession, product.worker);
  await popup.shows('Describe images on this site');
  const label = () => popup.evaluate<string>('document.activeElement.labels?.[0]?.textContent ?? ""');
  await expect.poll(label).toContain('Describe images on this site automatically');
  await popup.close();
  const next = await openPopup(product.browserSession, product.worker, page);
  await next.shows('Describe images on this site');
  expect(await next.evaluate('document.activeElement.localName')).toBe('body'); // only that once
  await next.close();
});

test('the switch turns a site on where the permission is held, and off again', async () => {
  const SITE = 'http://127.0.0.1/*';
  const id = new URL(product.worker.url()).host;
  // As the user does in the browser's prompt, which headless browsers do not show.
  await page.goto('chrome://extensions');
  await page.evaluate(`chrome.developerPrivate.addHostPermission('${id}', '${SITE}')`);
  const options = await openOptions(product.context, product.worker);
  expect(await options.evaluate((site) => chrome.permissions.request({ origins: [site] }), SITE)).toBe(true);
  await options.close();
  await page.goto(`${servers.pages}steps.html`);
  await page.bringToFront();
  await press('switch-site');
  expect(await sentence()).toMatch(/^Inkling is now on for 127\.0\.0\.1:\d+$/);
  await expect.poll(() => page.locator('#one').getAttribute('aria-label')).toMatch(/^Might be: /);
  await press('switch-site');
  expect(await sentence()).toMatch(/^Inkling is now off for 127\.0\.0\.1:\d+$/);
  await expect.poll(() => page.locator('#one').getAttribute('aria-label')).toBeNull();
  await expect.poll(() => product.worker.evaluate(() => chrome.permissions.getAll())).toMatchObject({ origins: [] });
  expect((await product.spoken()).at(-1)?.stopped).toBe(false);
});

test('where all sites are on, the switch makes an exception', async () => {
  const stored = () => product.worker.evaluate(() => chrome.storage.local.get(['everywhere', 'exceptions', 'sites']));
  await page.goto(`${servers.pages}steps.html`);
  await allow();
  const { origin } = new URL(page.url());
  await product.worker.evaluate(() => chrome.storage.local.set({ everywhere: true, sites: [] }));
  await page.bringToFront();
  await press('switch-site');
  expect(await sentence()).toMatch(/^Inkling is now off for /);
  expect(await stored()).toEqual({ everywhere: true, exceptions: [origin], sites: [] });
  await product.worker.evaluate(() => chrome.storage.local.remove(['everywhere', 'exceptions', 'sites']));
});

test('the switch says that it cannot work where Inkling cannot', async () => {
  await page.goto('chrome://version');
  await page.bringToFront();
  await press('switch-site');
  expect(await sentence()).toBe(REASONS['page-unreachable']);
});
