// Sites in the options page, one by one and all together: by keyboard, without losing the focus, and when the browser says no.
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
  expect(await page.evaluate(() => chrome.storage.local.get())).toEqual({ sites: [SITES[1]], exceptions: [] });
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

/** Answers the next request for permissions as the user might; headless browsers show no prompt. */
const answer = (allowed: boolean) =>
  page.evaluate((allowed) => Object.assign(chrome.permissions, { request: async () => allowed }), allowed);

test('where the permission for all sites is refused, it says so, and nothing else changes', async () => {
  await set({ sites: SITES });
  await answer(false);
  await page.getByRole('button', { name: 'On all sites, with exceptions' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Not switched on: the permission was not given.' }).waitFor();
  expect(await page.evaluate(() => chrome.storage.local.get())).toEqual({ sites: SITES });
  await page.reload();
});

test('all sites: exceptions are listed and can be removed by keyboard', async () => {
  await set({ everywhere: true, exceptions: ['https://bank.example', 'https://mail.example'], sites: SITES });
  await page.getByText('All sites, except those below.').waitFor();
  expect(await page.getByText('https://shop.example').count()).toBe(0);
  await page.getByRole('button', { name: 'Remove the exception https://bank.example' }).focus();
  await answer(true);
  await page.evaluate(() => Object.assign(chrome.permissions, { contains: async () => true }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'https://bank.example is on again.' }).waitFor();
  expect(await page.evaluate(() => chrome.storage.local.get('exceptions'))).toEqual({
    exceptions: ['https://mail.example'],
  });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  await page.reload();
});
