// The question who is to speak: it shows and changes the setting, by keyboard alone, and says so.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, welcomePage } from '../../browser.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome', welcome: true });
  page = await welcomePage(inkling.context);
});
afterAll(() => inkling?.close());

const group = () => page.getByRole('group', { name: 'Do you use a screen reader?' });
const yes = () => group().getByRole('radio', { name: /^Yes/ });
const no = () => group().getByRole('radio', { name: /^No/ });
const voice = () => page.evaluate(async () => (await chrome.storage.local.get('voice')).voice);

test('shows the setting as it is, and saves with the arrow keys', async () => {
  await no().waitFor();
  expect([await yes().isChecked(), await no().isChecked()]).toEqual([false, true]);
  await no().focus();
  await page.keyboard.press('ArrowUp');
  await group().getByRole('status').filter({ hasText: 'Saved: your screen reader speaks.' }).waitFor();
  expect(await voice()).toBe('screen reader');
  await page.keyboard.press('ArrowDown');
  await group().getByRole('status').filter({ hasText: 'Saved: the browser’s voice speaks.' }).waitFor();
  expect(await voice()).toBe('chrome');
});

test('follows what is changed elsewhere, and says so where both speak', async () => {
  await page.evaluate(() => chrome.storage.local.set({ voice: 'both' }));
  await group().getByText('At the moment both speak').waitFor();
  expect([await yes().isChecked(), await no().isChecked()]).toEqual([false, false]);
  await page.evaluate(() => chrome.storage.local.set({ voice: 'screen reader' }));
  await expect.poll(() => yes().isChecked()).toBe(true);
});
