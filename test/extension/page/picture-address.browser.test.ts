// Where the pixels of each kind of element come from.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await inject(page);
});
afterAll(() => browser?.close());

const addressIn = (html: string) =>
  page.evaluate((html) => {
    document.body.innerHTML = html;
    return inkling.addressOf(document.body.firstElementChild as Element);
  }, html);

test.each([
  ['<img src="https://a.example/1">', 'https://a.example/1'],
  ['<img>', ''],
  ['<input type="image" src="https://a.example/1">', 'https://a.example/1'],
  ['<video poster="https://a.example/1"></video>', 'https://a.example/1'],
  ['<canvas></canvas>', ''],
  ['<p style="background: url(https://a.example/1) red">', 'https://a.example/1'],
  ['<p style="background: url(https://a.example/1), url(https://a.example/2)">', ''],
  ['<p style="background: linear-gradient(red, blue)">', ''],
])('%s has the address "%s"', async (html, address) => {
  expect(await addressIn(html)).toBe(address);
});

test('of a choice of sources, the one that the browser took counts', async () => {
  await page.evaluate(async () => {
    const drawing = (side: number) =>
      `data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='${side}'%20height='${side}'/%3E`;
    document.body.innerHTML = `<picture><source srcset="${drawing(2)}"><img src="${drawing(1)}"></picture>`;
    await document.querySelector('img')?.decode();
  });
  const address = await page.evaluate(() => inkling.addressOf(document.querySelector('img') as Element));
  expect(address).toContain("width='2'");
});

test('a drawing becomes a file of its own, of the size that it has in the page', async () => {
  const address = await addressIn('<svg style="width: 300px; height: 200px"><rect width="10" height="10"/></svg>');
  const size = await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, address);
  expect(size).toEqual([300, 200]);
});

test('only addresses on the network have an origin', async () => {
  const origins = await page.evaluate(() =>
    ['https://a.example:8/1', 'data:,', 'blob:https://a.example/1', 'http://', ''].map(inkling.originOf),
  );
  expect(origins).toEqual(['https://a.example:8', ...Array(4).fill(undefined)]);
});
