// A sentence for the screen reader: notified where the browser can, else in a live region that leaves no trace.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await page.goto('data:text/html,<p>Words</p>');
  await inject(page);
});

test('notifies through the browser where it can', async () => {
  const heard = await page.evaluate(async () => {
    const heard: unknown[] = [];
    Element.prototype.ariaNotify = function (...announcement) {
      heard.push(this.localName, ...announcement);
    };
    await inkling.announce('Might be: a cat');
    return heard;
  });
  expect(heard).toEqual(['html', 'Might be: a cat', { priority: 'normal' }]);
});

test('elsewhere it fills a live region, which the page cannot look into and which goes with undo', async () => {
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  await page.evaluate(async () => {
    delete Element.prototype.ariaNotify;
    await inkling.announce('Might be: a dog');
    await inkling.announce('Might be: a cat');
  });
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const region = nodes.find(({ role }) => role?.value === 'status');
  expect(region?.properties).toContainEqual({ name: 'live', value: { type: 'token', value: 'polite' } });
  const words = nodes.filter(({ role }) => role?.value === 'StaticText').map(({ name }) => name?.value);
  expect(words).toEqual(['Words', 'Might be: a cat']);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('a cat');
  await page.evaluate(() => inkling.forgetAnnouncements());
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
});
