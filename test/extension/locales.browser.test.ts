// The interface in the other languages, in a real browser: the pages, the list of images, the menu's and the keys' words.
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { ask } from '../extension-page.ts';
import { type Servers, startServers } from '../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
beforeAll(async () => {
  servers = await startServers();
});
afterEach(() => inkling?.close());
afterAll(() => servers?.close());

type Messages = Record<string, { message: string }>;
const messagesOf = (language: string): Messages =>
  JSON.parse(readFileSync(`extension/_locales/${language}/messages.json`, 'utf8'));
const english = messagesOf('en');

/** The pieces between the placeholders of a message. */
const piecesOf = ({ message }: { message: string }) => message.split(/\$\w+\$/).map((piece) => piece.trim());

/** English messages that a page shows: whole lines, or sentences inside of lines. */
function leftInEnglish(shown: string, messages: Messages): string[] {
  const lines = new Set(shown.split('\n').map((line) => line.trim()));
  const texts = Object.entries(english).flatMap(([name, message]) => {
    const own = piecesOf(messages[name]);
    return piecesOf(message).filter((piece) => piece !== '' && !own.includes(piece));
  });
  const common = new Set(Object.values(messages).flatMap(piecesOf));
  const isShown = (text: string) => lines.has(text) || (/\w+ \w+ \w+/.test(text) && shown.includes(text));
  return texts.filter((text) => !common.has(text) && isShown(text));
}

/** An expression: all that is shown or read out in the language of the page, one text a line. */
const SHOWN = `(() => {
  const attributes = ['aria-label', 'aria-valuetext', 'title', 'placeholder'];
  const labels = [...document.querySelectorAll('*')].flatMap((each) => attributes.map((name) => each.getAttribute(name)));
  const words = document.body.cloneNode(true);
  for (const spoken of words.querySelectorAll('[lang]')) spoken.remove();
  document.body.append(words);
  const shown = words.innerText;
  words.remove();
  return [document.title, shown, ...labels.filter(Boolean)].join('\\n');
})()`;
const VIOLATIONS = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`;

interface Place {
  evaluate<T>(expression: string): Promise<T>;
}

async function expectIn(language: string, place: Place): Promise<void> {
  expect(await place.evaluate('document.documentElement.lang')).toBe(language);
  expect(leftInEnglish(await place.evaluate(SHOWN), messagesOf(language))).toEqual([]);
  await place.evaluate(`${axe.source}; undefined`);
  expect(await place.evaluate(VIOLATIONS)).toEqual([]);
}

const SITES = [{ origin: 'https://news.example', imageOrigins: ['https://cdn.example'] }];

async function open(name: string): Promise<Page> {
  const page = await inkling.context.newPage();
  await page.goto(new URL(`/${name}/index.html`, inkling.worker.url()).href);
  return page;
}

test.each(['de', 'fr', 'es', 'pt', 'tr'])(
  'no word of the options, the welcome and the describe page is left out in %s',
  async (language) => {
    const { optionsTitle, welcome, computeProcessor } = messagesOf(language);
    inkling = await launch({ extension: 'chrome-test', language });
    const options = await open('options');
    await options.getByRole('heading', { name: optionsTitle.message }).waitFor();
    expect(await options.title()).toBe(optionsTitle.message);
    const words = { [`own-words:${'0'.repeat(64)}`]: 'Our cat', [`own-words:${'1'.repeat(64)}`]: null };
    const set = (values: object) => options.evaluate((values) => chrome.storage.local.set(values), values);
    await set({ ...words, sites: SITES, voice: 'both' });
    await ask(options, { url: `${servers.elsewhere}pictures/cat.jpg` }); // the model is in use now
    await options.reload();
    await options.getByRole('radio', { name: computeProcessor.message }).waitFor();
    await options.getByText('https://cdn.example').waitFor();
    await expectIn(language, options);
    await set({ everywhere: true, exceptions: ['https://bank.example'] });
    await options.getByText('https://bank.example').waitFor();
    await expectIn(language, options);
    const welcomePage = await open('welcome');
    await welcomePage.getByRole('heading', { name: welcome.message }).waitFor();
    await welcomePage.getByText('NVDA').waitFor();
    await expectIn(language, welcomePage);
    const describePage = await open('describe');
    const samples = ['cat.jpg', 'page-of-text.png'].map((name) => `scripts/sample/${name}`);
    await describePage.locator('input[type=file]').first().setInputFiles(samples);
    await describePage.locator('tbody button').first().click();
    await describePage.locator('.words button').nth(1).focus();
    await describePage
      .getByText(messagesOf(language).describeAllDone_other.message.replace('$COUNT$', '2'))
      .first()
      .waitFor();
    await expectIn(language, describePage);
  },
);

test('the popup is in German, what Inkling says of a picture is marked as English', async () => {
  const { commandStop, siteSwitch } = messagesOf('de');
  inkling = await launch({ extension: 'chrome', language: 'de', sure: true });
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}gallery.html`);
  const popup = await inkling.openPopup(page);
  await popup.shows(siteSwitch.message);
  await popup.shows('Bild 1');
  await popup.shows(`${commandStop.message}: Alt+Shift+Q`); // the manifest's words are the browser's to translate
  await popup.evaluate('document.querySelectorAll("input")[1].click()'); // all images, of whatever kind
  await popup.shows('Vom Autor als Schmuck gekennzeichnet.');
  await expectIn('de', popup);
  await popup.evaluate('document.querySelector("[aria-label=\'Beschreiben: Bild 1\']").click()');
  await popup.shows('Might be: ');
  const said = 'document.querySelector(".said")';
  expect(await popup.evaluate(`[${said}.lang, ${said}.innerText.slice(0, 9)]`)).toEqual(['en', 'Might be:']);
  await popup.evaluate('document.querySelector("[aria-label=\'Korrigieren: Bild 1\']").click()');
  await popup.shows('Ihre Beschreibung von Bild 1');
  await expectIn('de', popup);
});
