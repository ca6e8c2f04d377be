// The list of keys: every command with the key that it has now, and the way to change them.
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

const keys = () => page.getByRole('listitem').filter({ hasText: 'Or press a key' }).getByRole('listitem');

test('names every command with its key, and those without one', async () => {
  await keys().first().waitFor();
  const commands = await inkling.worker.evaluate(() => chrome.commands.getAll());
  expect(commands.length).toBeGreaterThan(0);
  expect(await keys().allInnerTexts()).toEqual(
    commands.map(({ description, shortcut }) => `${description || 'Open Inkling'}: ${shortcut || 'no key yet'}`),
  );
  expect((await keys().allInnerTexts()).join()).toContain(': Alt+Shift+D');
});

test('looks again when the user is back', async () => {
  await page.evaluate(() => {
    chrome.commands.getAll = async () => [{ name: 'describe', description: 'Describe', shortcut: 'Alt+Shift+X' }];
    dispatchEvent(new Event('focus'));
  });
  await expect.poll(() => keys().allInnerTexts()).toEqual(['Describe: Alt+Shift+X']);
});

test('leads to where they are changed', async () => {
  const opened = inkling.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Change the keys' }).click();
  expect((await opened).url()).toBe('chrome://extensions/shortcuts');
});
