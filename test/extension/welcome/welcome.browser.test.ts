// The page that comes up once after the installation: when it does, what it says, in every colour scheme, by keyboard alone.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, welcomePage } from '../../browser.ts';
import { MEASURED, withMeasured } from '../../extension-page.ts';
import { until } from '../../popup.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome', welcome: true });
  page = await welcomePage(inkling.context);
  await page.getByRole('heading', { name: 'Welcome to Inkling' }).waitFor();
});
afterAll(() => inkling?.close());

const violations = () =>
  page.evaluate(
    `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );

test('is in front after the installation, once', async () => {
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(inkling.context.pages().filter((each) => each.url() === page.url())).toHaveLength(1);
});

test('says how to ask for one picture and how to switch a site on, and what it cannot do', async () => {
  const text = await page.locator('main').innerText();
  expect(text).toContain('choose Describe');
  expect(text).toMatch(/NVDA.*Shift\+F10/);
  expect(text).toContain('does not read text');
  expect(text).toContain('not for medical, legal or safety decisions');
  expect(text).toContain('Nothing leaves this computer');
  expect(text).toContain('“Get image descriptions”');
  expect(text).toContain('Check “Describe images on this site automatically”');
  expect(text).toContain('“Might be: …”');
});

test('says how often it is wrong, if that was measured', async () => {
  await withMeasured(page, MEASURED);
  await page
    .getByText(
      'Inkling describes about 62\u00a0% of everyday photos; about 1 noun in 11 is wrong. Measured on 499 photos.',
    )
    .waitFor();
  await withMeasured(page, undefined);
  await page.getByRole('heading', { name: 'What it cannot do' }).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/%|undefined|Measured/);
});

test('speaks of the settings as they are', async () => {
  await withMeasured(page, MEASURED);
  await page.evaluate(() => chrome.storage.local.set({ wording: 'short', carefulness: 'careful' }));
  await page.getByText('“AI: …”').waitFor();
  await page.getByText('1 noun in 20').waitFor();
  await page.evaluate(() => chrome.storage.local.clear());
});

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
] as const)('axe finds nothing to complain of in %s', async (_, media) => {
  await withMeasured(page, MEASURED);
  await page.getByText('1 noun in 11').waitFor();
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
  expect(await violations()).toEqual([]);
});

test('all of it is reached by keyboard, and its links lead into the extension', async () => {
  await page.reload();
  await page.getByRole('radio').first().waitFor();
  const reached: string[] = [];
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.closest('label, button, a')?.textContent ?? ''));
  }
  expect(reached).toEqual([
    'No: the browser’s voice speaks',
    'Change the keys',
    'How often it is wrong: the error sheet',
    'Options: how careful it is, how it speaks',
  ]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Inkling options' }).waitFor();
});

test('its headings go down one level at a time', async () => {
  await page.goBack();
  await page.getByRole('heading', { name: 'With a screen reader' }).waitFor();
  const levels = await page.getByRole('heading').evaluateAll((all) => all.map(({ localName }) => localName));
  expect([...new Set(levels)]).toEqual(['h1', 'h2']);
  expect(levels.filter((level) => level === 'h1')).toHaveLength(1);
});

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
] as const)(
  'the error sheet is there, shows its plots, and axe finds nothing to complain of in %s',
  async (_, media) => {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    await page.goto(new URL('/weights/error-sheet.html', page.url()).href);
    await page.getByRole('heading', { name: 'How often Inkling is wrong' }).waitFor();
    const widths = page.getByRole('img').evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth));
    expect((await widths).map((width) => width > 0)).toEqual([true, true]);
    expect(await violations()).toEqual([]);
  },
);

test('does not come up where sites are on from the start', async () => {
  const test = await launch({ extension: 'chrome-test' });
  try {
    const ready = () => test.worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    await until(async () => ((await ready()).length > 0 ? true : undefined)); // what the installation does before
    await test.worker.evaluate(() => chrome.tabs.query({})); // and a turn for what it does after
    expect(test.context.pages().map((each) => each.url())).toEqual(['about:blank']);
  } finally {
    await test.close();
  }
});
