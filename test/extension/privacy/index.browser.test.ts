// The privacy statement and the licences: the ways there, and in every colour scheme.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { openOptions } from '../../extension-page.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());

const open = (path: string) => page.goto(new URL(path, page.url()).href);
const follow = (link: string) => page.getByRole('link', { name: link }).press('Enter');
const violations = () =>
  page.evaluate(`${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`);

test.each([
  ['Privacy statement', 'Privacy statement of Inkling', 'collects nothing about you, and sends nothing'],
  ['Licences', 'Licences of what Inkling is made of', 'Mozilla Public License'],
])('%s: the options lead there, and axe finds nothing to complain of', async (link, heading, words) => {
  await open('/options/index.html');
  await follow(link);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  expect(await page.locator('main').innerText()).toContain(words);
  for (const media of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    expect(await violations()).toEqual([]);
  }
});

test('the first-run page leads to the statement, and the statement to the options', async () => {
  await open('/welcome/index.html');
  await follow('Privacy statement');
  await follow('Options of Inkling');
  await page.getByRole('heading', { name: 'Inkling options' }).waitFor();
});
