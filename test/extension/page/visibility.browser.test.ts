// What nobody can reach is hidden: the pages of judge-image.browser.test.ts have the plain cases, here are dialogs and frames.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
});
afterAll(() => browser?.close());

/** Which of the images are hidden, by their ids. */
const hidden = () =>
  page.evaluate(() =>
    Array.from(document.images, (image) => image.id).filter((id) => inkling.isHidden(document.getElementById(id)!)),
  );

test('while a modal dialog is open, only it can be reached', async () => {
  await page.setContent(
    '<img id="outside"><dialog id="dialog"><img id="inside"></dialog><dialog><img id="other"></dialog>',
  );
  await inject(page);
  expect(await hidden()).toEqual(['inside', 'other']);
  await page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).showModal());
  expect(await hidden()).toEqual(['outside', 'other']);
  await page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).close());
  await page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).show());
  expect(await hidden()).toEqual(['other']);
});

test.each([
  ['', false],
  ['aria-hidden="true"', true],
  ['inert', true],
  ['style="visibility: hidden"', true],
])('a picture in <iframe %s>: hidden is %s', async (attributes, expected) => {
  await page.setContent(`<div><iframe ${attributes} srcdoc="<img>"></iframe></div>`);
  const frame = page.frames()[1];
  await frame.waitForSelector('img', { state: 'attached' });
  await inject(page);
  const found = await page.evaluate(() => inkling.isHidden(frames[0].document.images[0]));
  expect(found).toBe(expected);
});
