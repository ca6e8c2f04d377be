// Choices among a few values, as the options page shows them: by keyboard alone, and following what is changed elsewhere.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());
beforeEach(() => page.evaluate(() => chrome.storage.local.clear()));

const stored = () => page.evaluate(() => chrome.storage.local.get());
const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);

test.each([
  ['Begin a description with', 'full', { wording: 'short' }],
  ['Language of descriptions', 'en', { language: 'de', translate: false }],
  ['Speak descriptions with', 'chrome', { voice: 'screen reader' }],
  ['Compute with', 'automatic', { compute: 'graphics card' }],
])('"%s" is one stop for the Tab key, saves with the arrow keys and moves no focus', async (name, first, then) => {
  const group = page.getByRole('group', { name });
  expect(await group.getByRole('radio', { checked: true }).getAttribute('value')).toBe(first);
  await group.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await until(async () => (Object.keys(await stored()).length > 0 ? true : undefined));
  expect(await stored()).toEqual(then);
  expect(await focused()).toBe(Object.values(then)[0]);
  await page.keyboard.press('Tab');
  expect(await group.getByRole('radio').evaluateAll((all) => all.includes(document.activeElement as HTMLElement))).toBe(
    false,
  );
});

test('follows what is changed elsewhere', async () => {
  await page.evaluate(() => chrome.storage.local.set({ voice: 'both', wording: 'short' }));
  await until(async () => ((await page.getByRole('radio', { name: 'Both' }).isChecked()) ? true : undefined));
  expect(await page.getByRole('radio', { name: '“AI: two dogs”' }).isChecked()).toBe(true);
  await page.getByText('begins with “AI, unsure”').waitFor();
});
