// What a page may read, Inkling reads there; the rest it leaves to the address.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase64 } from '../../../extension/base64.ts';
import { INPUT_LENGTH } from '../../../model/preprocess.ts';
import { readPixels as readInNode } from '../../../scripts/image-file.ts';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';
import { type Servers, startServers } from '../../server.ts';

let browser: Browser;
let servers: Servers;
let page: Page;

beforeAll(async () => {
  [browser, servers] = await Promise.all([openBrowser(), startServers()]);
  page = await browser.newPage();
  await page.goto(`${servers.pages}pixels.html`);
  await inject(page);
});
afterAll(async () => {
  await browser?.close();
  servers?.close();
});

const read = async (id: string, most?: number) => {
  const args = { id, most };
  const text = await page.evaluate(({ id, most }) => inkling.readPixels(document.getElementById(id)!, most), args);
  return text === null ? null : fromBase64(text);
};

test('reads the same as Node does from the same file', async () => {
  const inPage = (await read('own')) as Uint8Array;
  const inNode = await readInNode(await readFile('scripts/sample/coffee.jpg'));
  const difference = inPage.reduce((sum, byte, i) => sum + Math.abs(byte - inNode[i]), 0) / INPUT_LENGTH;
  expect(inPage).toHaveLength(INPUT_LENGTH);
  expect(difference).toBeLessThan(1); // the two decode JPEG a little differently
});

test('reads another origin only if that origin allows it', async () => {
  expect(await read('foreign')).toBeNull();
  expect(await read('tainted')).toBeNull();
  expect(await read('shared')).toEqual(await read('own'));
});

test.each([
  ['canvas', undefined],
  ['large', 4e6],
])('reads %s', async (id, most) => {
  const pixels = (await read(id, most)) as Uint8Array;
  expect([...pixels.subarray(0, 3), ...pixels.subarray(-3)]).toEqual([10, 20, 30, 10, 20, 30]);
});

test('sees what is transparent on white', async () => {
  expect((await read('transparent'))?.every((byte) => byte === 255)).toBe(true);
});

test.each(['missing', 'drawing', 'huge'])('leaves %s to the address', async (id) => {
  expect(await read(id, 4e6)).toBeNull();
});

test('leaves what would hold up the page to the address', async () => {
  expect(await read('large')).toBeNull();
});
