// The choice of carefulness in the options page: by keyboard, with the figures that were measured, and without.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { MEASURED, openOptions, withMeasured } from '../../extension-page.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());
beforeEach(() => page.evaluate(() => chrome.storage.local.clear()));

const group = () => page.getByRole('group', { name: 'How careful' });
const names = () =>
  group()
    .getByRole('radio')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).labels?.[0].innerText));

test('each step says its measured error rate', async () => {
  await withMeasured(page, MEASURED);
  await group().getByText('1 noun in 11').waitFor();
  expect(await names()).toEqual([
    'Careful: describes about 40\u00a0% of everyday photos; about 1 noun in 20 is wrong',
    'Normal: describes about 62\u00a0% of everyday photos; about 1 noun in 11 is wrong',
    'Talkative: describes about 80\u00a0% of everyday photos; about 1 noun in 7 is wrong',
  ]);
  await group().getByText('Measured on 499 photos. Of 1,234 pictures of other kinds, 2 got a description.').waitFor();
});

test.each([
  ['a step was not measured', { ...MEASURED, steps: { normal: MEASURED.steps?.normal } }, / everyday photos/],
  ['there is no file', undefined, /^Normal$/],
  ['the file is damaged', 'null', /^Normal$/],
])('says nothing about rates where %s', async (_, measured, normal) => {
  await withMeasured(page, measured);
  await group().getByText('A change counts at once').waitFor();
  await group().getByRole('radio', { name: normal }).waitFor();
  expect((await names())[0]).toBe('Careful');
});

test('is chosen by keyboard', async () => {
  await withMeasured(page, MEASURED);
  expect(await group().getByRole('radio', { checked: true }).getAttribute('value')).toBe('normal');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  expect(await page.evaluate(() => chrome.storage.local.get())).toEqual({ carefulness: 'careful' });
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('careful');
});

test('leads to the error sheet', async () => {
  await withMeasured(page, MEASURED);
  const link = group().getByRole('link', { name: 'How often it is wrong: the error sheet' });
  expect(await link.evaluate((link: HTMLAnchorElement) => link.href)).toBe(
    `chrome-extension://${new URL(inkling.worker.url()).host}/weights/error-sheet.html`,
  );
});
