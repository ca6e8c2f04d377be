// The limit per page in the options page: by keyboard, and what cannot be saved.
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
beforeEach(async () => {
  await page.evaluate(() => chrome.storage.local.clear());
  await expect.poll(() => input().inputValue()).toBe('50'); // the field follows, also while somebody types
});

const input = () => page.getByRole('spinbutton', { name: 'Describe in advance at most' });
const stored = () => page.evaluate(() => chrome.storage.local.get());
const write = async (text: string) => {
  await input().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

test.each([0, 12, 500])('%d is saved', async (limit) => {
  await write(String(limit));
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  expect(await stored()).toEqual({ mostPerPage: limit });
  await page.reload();
  expect(await input().inputValue()).toBe(String(limit));
});

test.each(['501', '-1', '1.5', 'e'])('%s is not saved, and what was there comes back', async (text) => {
  await write(text);
  await page.getByRole('status').filter({ hasText: 'a whole number from 0 to 500' }).waitFor();
  expect(await stored()).toEqual({});
  expect(await input().inputValue()).toBe('50');
  await page.reload();
});
