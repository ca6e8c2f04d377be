// npm run screenshots: the pictures that stores show, of the built extension in a real browser, into dist/store/. Runs in Node.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { openPopup, type Popup, until } from '../test/popup.ts';
import { type Launched, openWithExtension } from './browser.ts';
import { build } from './build.ts';
import { serve } from './serve.ts';

/** CSS pixels, as the Chrome Web Store takes them. */
const SCREENSHOT = { width: 1280, height: 800 };
const TILE = { width: 440, height: 280 };
/** File name → page of the extension. */
const PAGES = {
  'welcome.png': '/welcome/index.html',
  'options.png': '/options/index.html',
  'error-sheet.png': '/weights/error-sheet.html',
};
/** Images of the sample page, by their places in the list, in the order in which they are asked about. */
const DESCRIBED = [6, 5, 4];
/** Height of what was said last, which stays above the list. */
const STATUS = 44;
/** Stores show screenshots small. */
const ZOOM = 1.3;
const IS_DRAWN = ".getContext('2d').getImageData(0, 0, 1, 1).data[3] > 0";

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const OUT = path('dist/store/');

await main();

async function main(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const site = await serve(path('scripts/sample'));
  const launched = await openWithExtension(build('shipped'), { headless: true, language: 'en-US' });
  try {
    const page = await launched.context.newPage();
    await keep('list.png', await listOver(page, launched, site.url));
    await keep('describe.png', await describePage(page, launched));
    for (const [name, at] of Object.entries(PAGES))
      await keep(name, await shotOf(page, new URL(at, launched.worker.url()).href, SCREENSHOT, ZOOM));
    await keep('tile.png', await shotOf(page, pathToFileURL(path('scripts/store/tile.svg')).href, TILE));
  } finally {
    await launched.close();
    site.close();
  }
}

async function shotOf(page: Page, address: string, size: typeof SCREENSHOT, zoom = 1): Promise<Sharp> {
  await page.setViewportSize(size);
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.evaluate((zoom) => document.documentElement.style.setProperty('zoom', String(zoom)), zoom);
  return sharp(await page.screenshot());
}

/** The list as somebody uses it, where the browser opens it: below the toolbar, at the right. */
async function listOver(page: Page, { context, worker }: Launched, site: string): Promise<Sharp> {
  await page.setViewportSize(SCREENSHOT);
  await page.goto(site);
  await page.getByRole('heading', { name: 'Around the house' }).evaluate((heading) => heading.scrollIntoView());
  const session = (await context.browser()?.newBrowserCDPSession()) as CDPSession;
  const popup = await openPopup(session, worker, page);
  await popup.shows('Image 1');
  for (const number of DESCRIBED) await describe(popup, number);
  await popup.evaluate(`scrollTo(0, ${row(Math.min(...DESCRIBED))}.offsetTop - ${STATUS})`);
  for (const number of DESCRIBED) await holds(popup, `${row(number)}.querySelector('canvas')${IS_DRAWN}`);
  const list = sharp(await popup.screenshot()).extend({ bottom: 1, left: 1, background: 'grey' });
  return sharp(await page.screenshot()).composite([{ input: await list.png().toBuffer(), gravity: 'northeast' }]);
}

/** The describe page with one picture, one of its words chosen. */
async function describePage(page: Page, { worker }: Launched): Promise<Sharp> {
  await page.setViewportSize(SCREENSHOT);
  await page.goto(new URL('/describe/index.html', worker.url()).href);
  await page.locator('input[type=file]').first().setInputFiles(path('scripts/sample/cat.jpg'));
  await page.locator('.words button').nth(1).hover();
  await page.waitForTimeout(500);
  return sharp(await page.screenshot());
}

/** An image in the list, from 1. */
function row(number: number): string {
  return `document.querySelectorAll('.pictures > li')[${number - 1}]`;
}

async function describe(popup: Popup, number: number): Promise<void> {
  await popup.evaluate(`${row(number)}.querySelector('button').click()`);
  await holds(popup, `${row(number)}.querySelector('.said') !== null`);
}

/** Waits until an expression is true in the popup. */
function holds(popup: Popup, expression: string): Promise<true> {
  return until(async () => (await popup.evaluate<boolean>(expression)) || undefined);
}

/** Stores refuse transparency. */
async function keep(name: string, picture: Sharp): Promise<void> {
  await picture
    .removeAlpha()
    .png()
    .toFile(OUT + name);
}
