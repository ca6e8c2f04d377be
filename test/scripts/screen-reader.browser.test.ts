// Tests scripts/screen-reader.ts on a page with every kind of picture. Runs in Node with a real browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenToPictures } from '../../scripts/screen-reader.ts';
import { openBrowser } from '../browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A picture whose address ends in `name`. */
const address = (name: string) =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E#${name}`;

async function listen(html: string) {
  const page = await browser.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  const heard = await listenToPictures(page);
  await page.close();
  return heard.map(({ src, role, name }) => [src.split('#')[1], role, name]);
}

test('hears roles and names in the order of the document', async () => {
  const html = `
    <img src="${address('nameless')}">
    <img src="${address('described')}" alt="A dog">
    <img src="${address('decorative')}" alt="">
    <img src="${address('labelled')}" aria-label="Might be: a cat">
    <div aria-hidden="true"><img src="${address('hidden')}" alt="Nobody hears this"></div>
    <a href="#x"><img src="${address('linked')}">More</a>`;
  expect(await listen(html)).toEqual([
    ['nameless', 'image', ''],
    ['described', 'image', 'A dog'],
    ['decorative', 'none', ''],
    ['labelled', 'image', 'Might be: a cat'],
    ['hidden', 'none', ''],
    ['linked', 'image', ''],
  ]);
});

test('hears into shadow trees, and takes the address that is shown', async () => {
  const html = `
    <div><template shadowrootmode="closed"><img src="${address('closed')}" alt="Inside"></template></div>
    <picture><source srcset="${address('shown').replaceAll(' ', '%20')}"><img src="${address('fallback')}"></picture>`;
  expect(await listen(html)).toEqual([
    ['closed', 'image', 'Inside'],
    ['shown', 'image', ''],
  ]);
});

test('a page without pictures says nothing', async () => {
  expect(await listen('<p>Words only')).toEqual([]);
});
