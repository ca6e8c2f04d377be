// Of several words in a role attribute, the first that is a role counts.
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

test.each([
  ['img', 'img'],
  ['IMG', 'img'],
  ['photo img', 'img'],
  ['  none\timg ', 'none'],
  ['doc-cover', 'doc-cover'],
  ['widget', undefined],
  ['', undefined],
])('%j is %s', async (words, role) => {
  await page.setContent('<div></div>');
  await inject(page);
  const found = await page.evaluate((words) => {
    const element = document.querySelector('div') as HTMLElement;
    element.setAttribute('role', words);
    return inkling.roleOf(element);
  }, words);
  expect(found).toBe(role);
});
