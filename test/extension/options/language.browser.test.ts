// The language of descriptions in the options: by keyboard, with and without the browser's translator. A stub stands for
// it, which would have to download something.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { openOptions } from '../../extension-page.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome' });
});
afterAll(() => inkling?.close());

/** Opens the options, with a translator that has this to say, or without one. */
async function open(state?: 'downloadable' | 'available' | 'unavailable', fails = false): Promise<void> {
  await page?.close();
  page = await openOptions(inkling.context, inkling.worker);
  await page.evaluate(() => chrome.storage.local.clear());
  const stub = ([state, fails]: [string | undefined, boolean]) => {
    const create = async ({ monitor, signal }: { monitor: (target: EventTarget) => void; signal: AbortSignal }) => {
      const target = new EventTarget();
      monitor(target);
      target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: 0.25 }));
      await new Promise<void>((resolve, reject) => {
        Object.assign(globalThis, { finish: resolve });
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      if (fails) throw new Error('no network');
      return {};
    };
    const translator = state && { availability: async () => state, create };
    Object.defineProperty(globalThis, 'Translator', { value: translator, configurable: true });
  };
  await page.addInitScript(stub, [state, fails] as [string | undefined, boolean]);
  await page.reload();
  await page.getByRole('group', { name: 'Language of descriptions' }).waitFor();
}

const stored = () => page.evaluate(() => chrome.storage.local.get());
const box = () => page.getByRole('checkbox', { name: 'Whole sentences, translated by the browser on this computer' });
/** The button is checked once the choice has been kept. */
async function choose(name: string): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await expect.poll(() => page.getByRole('radio', { name }).isChecked()).toBe(true);
}
const finish = () => page.evaluate(() => (globalThis as unknown as { finish(): void }).finish());
const violations = () =>
  page.evaluate(`${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`);

test('without a translator a language is only chosen, and the page says that descriptions are short then', async () => {
  await open();
  expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
  await choose('Deutsch');
  await page.getByText('Descriptions are then short: “Hund, Gras”.').waitFor();
  expect(await stored()).toEqual({ language: 'de', translate: false });
  expect(await page.getByRole('radio', { name: '“Vielleicht: Hund, Gras”' }).isChecked()).toBe(true);
  expect(await box().count()).toBe(0);
  expect(await violations()).toEqual([]);
});

test('in English there is nothing to translate', async () => {
  await open('downloadable');
  expect(await box().count()).toBe(0);
});

test('a language that the translator does not know is as without one', async () => {
  await open('unavailable');
  await choose('Türkçe');
  await page.getByText('Descriptions are then short: “köpek, çimen”.').waitFor();
  expect(await box().count()).toBe(0);
});

test('the download is named before it starts, shown while it goes on, and counts when it is there', async () => {
  await open('downloadable');
  await choose('Deutsch');
  expect(await box().isChecked()).toBe(false);
  await page.getByText('the browser will download a language pack once').waitFor();
  await box().focus();
  await page.keyboard.press(' ');
  const bar = page.getByRole('progressbar', { name: 'Downloading the language pack' });
  await expect.poll(() => bar.getAttribute('value')).toBe('0.25');
  expect(await violations()).toEqual([]);
  expect(await stored()).toEqual({ language: 'de', translate: false });
  await finish();
  await expect.poll(stored).toEqual({ language: 'de', translate: true });
  await expect.poll(() => box().isChecked()).toBe(true);
  expect(await bar.count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox');
  await page.keyboard.press(' ');
  await expect.poll(stored).toEqual({ language: 'de', translate: false });
});

test('another language has to be downloaded on its own', async () => {
  await open('available');
  await choose('Français');
  await page.getByText('already has the language pack').waitFor();
  await box().click();
  await expect.poll(() => page.evaluate(() => 'finish' in globalThis)).toBe(true);
  await finish();
  await expect.poll(() => box().isChecked()).toBe(true);
  await choose('Español');
  await expect.poll(stored).toEqual({ language: 'es', translate: false });
  await expect.poll(() => box().isChecked()).toBe(false);
});

test('a download can be stopped where it was begun', async () => {
  await open('downloadable');
  await choose('Deutsch');
  await box().focus();
  await page.keyboard.press(' ');
  await page.getByRole('progressbar').waitFor();
  expect(await box().isChecked()).toBe(true);
  await page.keyboard.press(' ');
  await page.getByText('Not switched on: the download was stopped.').waitFor();
  expect(await page.getByRole('progressbar').count()).toBe(0);
  expect(await box().isChecked()).toBe(false);
  expect(await stored()).toEqual({ language: 'de', translate: false });
});

test('a download that fails is said, and changes nothing', async () => {
  await open('downloadable', true);
  await choose('Deutsch');
  await box().click();
  await expect.poll(() => page.evaluate(() => 'finish' in globalThis)).toBe(true);
  await finish();
  await page.getByText('Not switched on: the browser could not get the language pack.').waitFor();
  expect(await stored()).toEqual({ language: 'de', translate: false });
  expect(await box().isChecked()).toBe(false);
});
