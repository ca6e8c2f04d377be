// The list of sites in the options page: by keyboard, without losing the focus.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { openOptions } from '../../extension-page.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());
beforeEach(() => page.evaluate(() => chrome.storage.local.clear()));

const SITES = [
  { origin: 'https://news.example', imageOrigins: ['https://cdn.example'] },
  { origin: 'https://shop.example', imageOrigins: [] },
];
const set = (settings: object) => page.evaluate((settings) => chrome.storage.local.set(settings), settings);

test('says how to switch one on while there is none', async () => {
  await page.getByText('None. Switch a site on').waitFor();
});

test('shows the other places that a site’s pictures come from', async () => {
  await set({ sites: SITES });
  await page
    .getByRole('listitem')
    .filter({ hasText: 'https://news.example with images from https://cdn.example' })
    .waitFor();
});

test('a site is removed by keyboard, and the focus does not get lost', async () => {
  await set({ sites: SITES });
  await page.getByRole('button', { name: 'Remove https://news.example' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'https://news.example is off' }).waitFor();
  expect(await page.evaluate(() => chrome.storage.local.get())).toEqual({ sites: [SITES[1]] });
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});
