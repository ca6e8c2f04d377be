// A sentence for the screen reader: notified where the browser can, else in a live region that leaves no trace; Escape.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await page.goto('data:text/html,<p>Words</p>');
  await inject(page);
  await page.evaluate(() => {
    globalThis.said = [];
    Element.prototype.ariaNotify = function (...announcement) {
      said.push([this.localName, ...announcement, document.hasFocus()]);
    };
  });
});

declare global {
  // Types only: these exist in the page, not in Node.
  var said: unknown[];
  function find(words: string): boolean;
}

const announce = (sentence: string, shareable = true) =>
  page.evaluate(([sentence, shareable]) => inkling.announce(sentence, shareable), [sentence, shareable] as const);
const heard = () => page.evaluate(() => said);
const html = () => page.evaluate(() => document.documentElement.outerHTML);
const withoutNotify = () => page.evaluate(() => void delete Element.prototype.ariaNotify);
/** What the accessibility tree holds, live regions included. */
const words = async () => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.filter(({ role }) => role?.value === 'StaticText').map(({ name }) => name?.value);
};

test('notifies through the browser where it can, and writes nothing', async () => {
  const before = await html();
  expect(await announce('Might be: a cat', false)).toBe(true);
  await expect.poll(heard).toEqual([['html', 'Might be: a cat', { priority: 'normal' }, true]]);
  expect(await html()).toBe(before);
});

test('the live region says in which language a sentence is', async () => {
  await withoutNotify();
  await page.evaluate(() => inkling.announce('Vielleicht: Katze', true, 'de'));
  await expect.poll(words).toContain('Vielleicht: Katze');
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const region = nodes.find(({ attributes }) => attributes?.includes('status'));
  expect(region?.attributes?.join(' ')).toContain('lang de');
});

test('of several sentences that wait, the last is said', async () => {
  await page.evaluate(() => ['Describing', 'Might be: a cat'].map((sentence) => inkling.announce(sentence, true)));
  await expect.poll(heard).toEqual([['html', 'Might be: a cat', { priority: 'normal' }, true]]);
});

test('waits until the page has the focus again', async () => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await page.context().newPage();
  await other.bringToFront();
  expect(await page.evaluate(() => document.hasFocus())).toBe(false);
  await announce('Might be: a cat');
  await other.waitForTimeout(1000); // far longer than with the focus
  expect(await heard()).toEqual([]);
  await page.bringToFront();
  await expect.poll(heard).toEqual([['html', 'Might be: a cat', { priority: 'normal' }, true]]);
  await other.bringToFront();
  await announce('Might be: a dog');
  await expect.poll(heard).toHaveLength(2); // the focus may never come
  await other.close();
  await session.detach();
});

test('elsewhere it fills a live region, which is emptied again and goes with undo', async () => {
  await withoutNotify();
  const before = await html();
  await announce('Might be: a dog');
  await expect.poll(words).toEqual(['Words', 'Might be: a dog']);
  await announce('Might be: a cat');
  await expect.poll(words).toEqual(['Words']); // the same sentence again has to be a change
  await expect.poll(words).toEqual(['Words', 'Might be: a cat']);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const region = nodes.find(({ role }) => role?.value === 'status');
  expect(region?.properties).toContainEqual({ name: 'live', value: { type: 'token', value: 'polite' } });
  expect(await html()).not.toContain('a cat');
  await expect.poll(words).toEqual(['Words']);
  await page.evaluate(() => inkling.forgetAnnouncements());
  expect(await html()).toBe(before);
});

test('what the page must not learn is never put into it: its own search would find it', async () => {
  await withoutNotify();
  await announce('Might be: a dog');
  await expect.poll(() => page.evaluate(() => find('a dog'))).toBe(true);
  expect(await announce('Might be: a secret', false)).toBe(false);
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => find('secret'))).toBe(false);
  expect(await words()).not.toContain('Might be: a secret');
});

test('a page that forbids notifications gets the live region', async () => {
  const forbidden = await browser.newPage();
  await forbidden.route('**/*', (route) =>
    route.fulfill({ body: '<p>Words', contentType: 'text/html', headers: { 'permissions-policy': 'aria-notify=()' } }),
  );
  await forbidden.goto('http://127.0.0.1/');
  await inject(forbidden);
  expect(await forbidden.evaluate(() => inkling.announce('Might be: a secret', false))).toBe(false);
  expect(await forbidden.evaluate(() => inkling.announce('Might be: a cat', true))).toBe(true);
  await expect.poll(() => forbidden.evaluate(() => find('a cat'))).toBe(true);
  await forbidden.close();
});

test('undo drops what still waits', async () => {
  await withoutNotify();
  const before = await html();
  await page.evaluate(() => {
    inkling.announce('Might be: a cat', true);
    inkling.forgetAnnouncements();
  });
  await page.waitForTimeout(1000);
  expect(await html()).toBe(before);
});

test('Escape is noticed once, when a person presses it', async () => {
  await page.evaluate(() => {
    inkling.onEscape(() => said.push('first'), new AbortController().signal);
    inkling.onEscape(() => said.push('stop'), new AbortController().signal);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  });
  for (const key of ['a', 'Escape', 'Escape']) await page.keyboard.press(key);
  expect(await heard()).toEqual(['stop']);
});
