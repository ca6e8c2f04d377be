// The page as it is rendered, through open shadow roots; closed ones need an extension, see automatic.browser.test.ts.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await inject(page);
  await page.evaluate(() => {
    document.body.innerHTML = '<div id="host"><i id="slotted">words</i></div>';
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    root.innerHTML = '<p id="around"><slot></slot></p><div id="inner-host"></div>';
    const style = 'position: fixed; left: 200px; top: 200px; width: 100px; height: 100px';
    const inner = root.querySelector('#inner-host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    inner.innerHTML = `<button id="deep" style="${style}"></button>`;
    document.body.insertAdjacentHTML('beforeend', `<div id="over" style="${style}"></div>`);
  });
});
afterAll(() => browser?.close());

test('what a slotted element is rendered in counts as around it', async () => {
  const around = await page.evaluate(
    () => inkling.closestRendered(document.querySelector('#slotted') as Element, '#around')?.id,
  );
  expect(around).toBe('around');
});

test('a point goes through overlays and into nested shadow roots, once', async () => {
  const ids = await page.evaluate(() => inkling.elementsAt(250, 250).map(({ id }) => id));
  expect(ids.slice(0, 2)).toEqual(['over', 'deep']);
  expect(ids.filter((id) => id === 'deep')).toHaveLength(1);
});

test('the focus is found inside shadow roots; the page as a whole is no focus', async () => {
  const focused = () => page.evaluate(() => inkling.focusedElement()?.id);
  expect(await focused()).toBeUndefined();
  await page.locator('#deep').focus();
  expect(await focused()).toBe('deep');
});
