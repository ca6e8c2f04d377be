// The options page: by keyboard alone, in every colour scheme, with settings that somebody broke.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { ask, openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());
beforeEach(async () => {
  await page.evaluate(() => chrome.storage.local.clear());
  await page.reload();
  await page.getByRole('heading', { name: 'Inkling options' }).waitFor();
});

const SITES = [
  { origin: 'https://news.example', imageOrigins: ['https://cdn.example'] },
  { origin: 'https://shop.example', imageOrigins: [] },
];
const stored = () => page.evaluate(() => chrome.storage.local.get());
const set = (settings: object) => page.evaluate((settings) => chrome.storage.local.set(settings), settings);
const violations = () =>
  page.evaluate(
    `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
] as const)('axe finds nothing to complain of in %s', async (_, media) => {
  await set({ sites: SITES, [`own-words:${'0'.repeat(64)}`]: 'my cup', [`own-words:${'1'.repeat(64)}`]: null });
  await page.getByText('https://shop.example').first().waitFor();
  await page.getByText('Hidden descriptions: 1').waitFor();
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
  expect(await violations()).toEqual([]);
  await set({ everywhere: true, exceptions: ['https://bank.example'] });
  await page.getByText('All sites, except those below.').waitFor();
  expect(await violations()).toEqual([]);
});

test('starts with the defaults', async () => {
  expect(
    await page
      .getByRole('radio', { checked: true })
      .evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
  ).toEqual(['normal', 'full', 'en', 'chrome', 'automatic']);
  expect(await page.getByRole('slider').inputValue()).toBe('1');
});

test('the speed is set by keyboard, each press counts, and it says that it saved', async () => {
  await page.getByRole('slider').focus();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight');
  await until(async () => ((await stored()).rate === 1.5 ? true : undefined));
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toBe('1.5 times normal');
});

test('says what the model runs on, and why, once it is loaded', async () => {
  await page.getByText('once something has been described').waitFor();
  const blank = await page.evaluate(() => Object.assign(document.createElement('canvas'), { width: 300 }).toDataURL());
  expect(await ask(page, { url: blank })).toMatchObject({ text: null, backend: 'wasm' });
  await page.reload();
  await page.getByText('In use now: the processor, because there is no graphics card').waitFor();
});
