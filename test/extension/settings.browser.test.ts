// Settings survive whatever is in storage: each corrupt value alone falls back to its default.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { openOptions } from '../extension-page.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(() => inkling?.close());

/** What the options page makes of stored values. */
async function shown(stored: Record<string, unknown>) {
  await page.evaluate((stored) => chrome.storage.local.clear().then(() => chrome.storage.local.set(stored)), stored);
  await page.reload();
  await page.getByRole('heading', { name: 'Inkling options' }).waitFor();
  const [carefulness, wording, language, voice, compute] = await page
    .locator('input:checked')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
  const rate = Number(await page.getByRole('slider').inputValue());
  const mostPerPage = Number(await page.getByRole('spinbutton').inputValue());
  const removable = await page.getByRole('button', { name: 'Remove' }).count(); // sites or, where all are on, exceptions
  const everywhere = (await page.getByRole('button', { name: 'Only on sites that I choose' }).count()) > 0;
  return { carefulness, wording, language, voice, compute, rate, mostPerPage, removable, everywhere };
}

const site = { origin: 'https://a.example', imageOrigins: [] };
const words = { wording: 'short', language: 'tr', voice: 'both', rate: 2 };
const choices = { ...words, carefulness: 'careful', compute: 'processor' };
const good = { ...choices, mostPerPage: 7, sites: [site], everywhere: false, exceptions: ['https://b.example'] };
const shownGood = { ...choices, mostPerPage: 7, removable: 1, everywhere: false };

test('what is valid is kept', async () => {
  expect(await shown(good)).toEqual(shownGood);
});

test.each([
  ['carefulness', 'reckless', 'normal'],
  ['carefulness', 0.5, 'normal'],
  ['wording', 'none', 'full'],
  ['language', 'la', 'en'],
  ['language', ['de'], 'en'],
  ['voice', 'shouting', 'chrome'],
  ['voice', null, 'chrome'],
  ['compute', { a: 1 }, 'automatic'],
  ['rate', 'fast', 1],
  ['rate', 1000, 1],
  ['rate', -1, 1],
  ['mostPerPage', 501, 50],
  ['mostPerPage', 1.5, 50],
  ['sites', 'all', 0],
  ['sites', [site, null], 0],
  ['sites', [{ origin: 'https://a.example' }], 0],
  ['sites', [{ origin: 'https://a.example', imageOrigins: [5] }], 0],
  ['sites', [{ origin: 'chrome://settings', imageOrigins: [] }], 0],
  ['sites', [{ origin: 'no address', imageOrigins: [] }], 0],
])('%s: %j falls back to its default alone', async (key, value, fallback) => {
  const name = key === 'sites' ? 'removable' : key;
  expect(await shown({ ...good, [key]: value })).toEqual({ ...shownGood, [name]: fallback });
});

test.each([
  [{ everywhere: true }, { everywhere: true, removable: 1 }],
  [{ everywhere: 'yes' }, { everywhere: false, removable: 1 }],
  [
    { everywhere: true, exceptions: ['b.example'] },
    { everywhere: true, removable: 0 },
  ],
  [
    { everywhere: true, exceptions: 'https://b.example' },
    { everywhere: true, removable: 0 },
  ],
])('all sites: %j', async (change, expected) => {
  expect(await shown({ ...good, ...change })).toEqual({ ...shownGood, ...expected });
});
