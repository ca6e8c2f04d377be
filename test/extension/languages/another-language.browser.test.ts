// Descriptions in German, by the real extension and its network: in labels, spoken, in the popup. A stub in the hidden page
// stands for the browser's translator, which would have to download something.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nounsOf } from '../../../extension/languages/in-language.ts';
import { shortForm } from '../../../extension/languages/short-form.ts';
import { launch } from '../../browser.ts';
import { answerWith, inCaptionerPage } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

const NOUNS = await nounsOf('de');
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
/** What is said of the picture in English. */
let english: string;

const set = (settings: object) => inkling.worker.evaluate((change) => chrome.storage.local.set(change), settings);
const picture = () => page.locator('#first');
const label = () => picture().getAttribute('aria-label');
const lang = () => picture().getAttribute('lang');
const lastSpoken = async () => (await inkling.spoken()).at(-1);

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true, spy: true });
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}gallery.html`);
  english = (await until(async () => (await label()) ?? undefined)).replace('Might be: ', '');
});
beforeEach(async () => {
  await set({ language: 'en', translate: false, carefulness: 'normal' });
  await expect.poll(label).toBe(`Might be: ${english}`);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const german = () => `Vielleicht: ${shortForm(english, NOUNS)}`;

test('labels are German nouns, marked as German, and English again when the user wants that', async () => {
  expect(await lang()).toBe('en');
  await set({ language: 'de' });
  await expect.poll(label).toBe(german());
  expect(await lang()).toBe('de');
  await set({ language: 'en' });
  await expect.poll(label).toBe(`Might be: ${english}`);
  expect(await lang()).toBe('en');
});

test('Describe speaks German, and says in German what went wrong', async () => {
  await set({ language: 'de' });
  await expect.poll(label).toBe(german());
  await page.bringToFront();
  await inkling.describe(page, '#first');
  await expect.poll(lastSpoken).toMatchObject({ text: german(), lang: 'de' });
  const blank = await inkling.context.newPage();
  await blank.goto(`${servers.pages}blank.html`);
  await blank.bringToFront();
  await inkling.pressShortcut(blank, 'D');
  await expect.poll(lastSpoken).toMatchObject({ text: 'Hier ist kein Bild', lang: 'de' });
  await blank.close();
});

test('the popup says in which language a description is', async () => {
  await set({ language: 'de' });
  await expect.poll(label).toBe(german());
  await page.bringToFront();
  const popup = await inkling.openPopup(page);
  const said = () =>
    popup.evaluate<string[]>(
      `[...document.querySelectorAll('.said')].map((each) => each.lang + ' ' + each.textContent)`,
    );
  await expect.poll(said).toContain(`de ${german()}`);
  await popup.close();
});

test('a description with a noun that has no word is English, and marked as that', async () => {
  await set({ language: 'de' });
  await expect.poll(label).toBe(german());
  await answerWith(inkling.worker, { text: 'a zyzzyva', lang: 'en' });
  await set({ carefulness: 'talkative' });
  await expect.poll(label).toBe('Might be: a zyzzyva');
  expect(await lang()).toBe('en');
});

/** Puts a translator into the hidden page, which must be open. */
const stub = (fails: boolean) =>
  inCaptionerPage(
    inkling.browserSession,
    `globalThis.translatorFails = ${fails};
    globalThis.Translator = {
      availability: async () => 'available',
      create: async ({ targetLanguage }) => ({
        translate: async (text) => (translatorFails ? Promise.reject(new Error('lost')) : targetLanguage + ' of ' + text),
      }),
    }`,
  );

test('with the browser’s translator, stubbed, descriptions are whole sentences', async () => {
  expect(await stub(false)).toBe(true);
  await set({ language: 'de', translate: true });
  await expect.poll(label).toBe(`Vielleicht: de of ${english}`);
  expect(await lang()).toBe('de');
});

test('where a translation fails, they are short', async () => {
  expect(await stub(true)).toBe(true);
  await set({ language: 'de', translate: true });
  await expect.poll(label).toBe(german());
  expect(await lang()).toBe('de');
});
