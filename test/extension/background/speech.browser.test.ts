// How a sentence is said: the voice, the rate, the screen reader, what happens when one of them is missing, and what ends it.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../../extension/messages.ts';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { chooseDescribe, holdBack, pressShortcut } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

const SENTENCE = REASONS['no-image']; // what Describe says on a page without pictures
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
let contentScript: { evaluate<T>(expression: string): Promise<T> };

/** Opens a blank page in a fresh browser, with the settings given. */
async function open(settings: Record<string, unknown>, spy = true): Promise<void> {
  inkling = await launch({ extension: 'chrome-test', spy });
  await inkling.worker.evaluate((settings) => chrome.storage.local.set(settings), settings);
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.bringToFront();
  contentScript = await inContentScript(page, await page.context().newCDPSession(page));
  await contentScript.evaluate(
    'globalThis.announced = []; Element.prototype.ariaNotify = (words) => announced.push(words)',
  );
}

async function describe(settings: Record<string, unknown>, spy = true): Promise<void> {
  await open(settings, spy);
  await pressShortcut(inkling.worker);
}

/** The world in which the content script of the page runs. */
async function inContentScript(page: Page, session: CDPSession) {
  const id = new URL(inkling.worker.url()).host;
  const worlds: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const world = await until(() => worlds.find(({ origin }) => origin === `chrome-extension://${id}`));
  await page.waitForLoadState();
  return {
    async evaluate<T>(expression: string): Promise<T> {
      const { result } = await session.send('Runtime.evaluate', {
        expression,
        contextId: world.id,
        returnByValue: true,
      });
      return result.value;
    },
  };
}

const announced = () => contentScript.evaluate<string[]>('announced');
const firstAnnounced = () => until(async () => (await announced())[0]);
const firstSpoken = () => until(async () => (await inkling.spoken())[0]);

beforeEach(async () => {
  servers = await startServers();
});
afterEach(async () => {
  await inkling?.close();
  servers?.close();
});

test('the browser’s voice speaks American English at the chosen rate, and nothing else speaks', async () => {
  await describe({ rate: 1.5 });
  expect(await firstSpoken()).toMatchObject({ text: SENTENCE, rate: 1.5, lang: 'en-US', stopped: false });
  expect(await announced()).toEqual([]);
});

const isStopped = async () => (await inkling.spoken())[0].stopped;

test('Escape stops the voice, other keys do not, and the page gets all of them', async () => {
  await describe({});
  await firstSpoken();
  await page.evaluate(() => document.addEventListener('keydown', ({ key }) => document.body.append(`${key} `)));
  for (const key of ['ArrowDown', 'x']) await page.keyboard.press(key);
  await page.waitForTimeout(500); // longer than Escape needs
  expect(await isStopped()).toBe(false);
  await page.keyboard.press('Escape');
  await expect.poll(isStopped).toBe(true);
  expect(await page.locator('body').innerText()).toBe('ArrowDown x Escape');
});

test.each<[string, () => Promise<unknown>]>([
  ['another tab', async () => (await inkling.context.newPage()).bringToFront()],
  ['another window', () => inkling.worker.evaluate(() => chrome.windows.create({ url: 'about:blank' }))],
  ['another page', () => page.goto(`${servers.pages}kinds.html`)],
  ['closing the tab', () => page.close()],
  ['a new request', () => pressShortcut(inkling.worker)],
])('%s ends the speech', async (_, leave) => {
  await describe({});
  await firstSpoken();
  await page.waitForTimeout(500);
  expect(await isStopped()).toBe(false);
  await leave();
  await expect.poll(isStopped).toBe(true);
});

test('what happens in a frame, in another tab, or in the address bar alone does not end it', async () => {
  await open({});
  const other = await inkling.context.newPage();
  await page.bringToFront();
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('iframe'), { src: '?frame' })));
  await until(() => page.frames()[1]?.url().endsWith('?frame') || undefined);
  await page.bringToFront();
  await pressShortcut(inkling.worker);
  await firstSpoken();
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  await page.evaluate(() => history.pushState(null, '', '?scrolled'));
  await other.goto(`${servers.pages}kinds.html`);
  await other.close();
  await page.waitForTimeout(500);
  expect(await isStopped()).toBe(false);
});

/** Makes the page show a picture and the model wait with its answer; `describePicture` asks. @returns what ends the wait */
async function showPicture(finding: Partial<Finding>): Promise<() => Promise<void>> {
  await page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src, alt: 'Cup' }));
    return document.images[0].decode();
  }, srcUrl());
  return holdBack(inkling.worker, finding);
}

const srcUrl = () => `${servers.elsewhere}pictures/coffee.jpg`;
const describePicture = () => chooseDescribe(inkling.worker, { srcUrl: srcUrl() });
const ANSWER = 'The author calls this Cup. Might be: two dogs';

test('work that takes long is announced once, and what is ready after the user has left is not said', async () => {
  await open({});
  const finish = await showPicture({});
  await describePicture();
  expect((await firstSpoken()).text).toBe('Describing');
  await (await inkling.context.newPage()).bringToFront();
  await expect.poll(isStopped).toBe(true);
  await finish();
  await page.waitForTimeout(1000);
  expect(await inkling.spoken()).toHaveLength(1);
});

test.each([
  ['screen reader', [], ['Describing', ANSWER]],
  ['chrome', ['Describing', ANSWER], []],
])('progress and answer go the same way (%s)', async (voice, aloud, announcements) => {
  await open({ voice });
  const finish = await showPicture({});
  await describePicture();
  await until(async () => (await inkling.spoken()).length + (await announced()).length || undefined);
  await finish();
  await until(async () => ((await inkling.spoken()).length + (await announced()).length > 1 ? true : undefined));
  await page.waitForTimeout(500);
  expect((await inkling.spoken()).map(({ text }) => text)).toEqual(aloud);
  expect(await announced()).toEqual(announcements);
});

test('what the page must not learn goes to the voice where only a live region could announce it', async () => {
  await open({ voice: 'screen reader' });
  await contentScript.evaluate('delete Element.prototype.ariaNotify');
  const finish = await showPicture({ shareable: false });
  const before = await page.content();
  await finish();
  await describePicture();
  expect((await firstSpoken()).text).toBe(ANSWER);
  await page.waitForTimeout(1000);
  expect(await page.content()).toBe(before);
  const found = (words: string) => page.evaluate((words) => (window as unknown as Searchable).find(words), words);
  expect(await found('two dogs')).toBe(false);
});

test('what a frame out of reach shows is announced through the page around it, if that does not learn it', async () => {
  const describeInFrame = () => chooseDescribe(inkling.worker, { frameId: 999_999, srcUrl: srcUrl() });
  await open({ voice: 'screen reader' });
  await (await showPicture({}))();
  await describeInFrame();
  expect(await firstAnnounced()).toBe('Might be: two dogs');
  await contentScript.evaluate('delete Element.prototype.ariaNotify');
  await describeInFrame();
  expect((await firstSpoken()).text).toBe('Might be: two dogs');
  expect(await page.evaluate(() => (window as unknown as Searchable).find('two dogs'))).toBe(false);
});

interface Searchable {
  find(words: string): boolean;
}

test('the screen reader, if chosen, gets the sentence, and the voice is silent', async () => {
  await describe({ voice: 'screen reader' });
  expect(await firstAnnounced()).toBe(SENTENCE);
  expect(await inkling.spoken()).toEqual([]);
});

test('both', async () => {
  await describe({ voice: 'both' });
  expect(await firstAnnounced()).toBe(SENTENCE);
  expect((await firstSpoken()).text).toBe(SENTENCE);
});

test('without any voice the screen reader gets the sentence', async () => {
  await describe({ voice: 'chrome' }, false);
  expect(await inkling.worker.evaluate(() => chrome.tts.getVoices())).toEqual([]);
  expect(await firstAnnounced()).toBe(SENTENCE);
});

/** Adds the spy with other voices than its own. @returns its service worker, and what takes its folder away */
async function addVoices(voices: object[]) {
  const folder = await mkdtemp(join(tmpdir(), 'voices-'));
  const spy = fileURLToPath(new URL('../../spy-speech/', import.meta.url));
  const manifest = JSON.parse(await readFile(join(spy, 'manifest.json'), 'utf8'));
  manifest.tts_engine.voices = voices.map((voice) => ({ ...manifest.tts_engine.voices[0], ...voice }));
  await cp(spy, folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const arrived = inkling.context.waitForEvent('serviceworker');
  await inkling.browserSession.send('Extensions.loadUnpacked', { path: folder });
  const known = () => inkling.worker.evaluate(async () => (await chrome.tts.getVoices()).length);
  await until(async () => ((await known()) === voices.length ? true : undefined));
  return { worker: await arrived, remove: () => rm(folder, { recursive: true }) };
}

test('a voice that sends the words to a server is not used', async () => {
  await open({ voice: 'chrome' }, false);
  const { remove } = await addVoices([{ remote: true }]);
  await pressShortcut(inkling.worker);
  expect(await firstAnnounced()).toBe(SENTENCE);
  await remove();
});

test('of the voices on this computer, one of the language speaks', async () => {
  await open({ language: 'de' }, false);
  const { worker, remove } = await addVoices([
    { voice_name: 'Far', lang: 'de-DE', remote: true },
    { voice_name: 'English', lang: 'en-US' },
    { voice_name: 'German', lang: 'de-AT' },
  ]);
  await pressShortcut(inkling.worker);
  const spoken = () => worker.evaluate(() => (globalThis as unknown as { spoken: object[] }).spoken[0]);
  expect(await until(spoken)).toMatchObject({ text: 'Hier ist kein Bild', lang: 'de', voice: 'German' });
  await remove();
});

test('where the page cannot be reached, the voice speaks although the screen reader was chosen', async () => {
  inkling = await launch({ extension: 'chrome-test', spy: true });
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'screen reader' }));
  page = await inkling.context.newPage();
  await page.goto('chrome://version');
  await pressShortcut(inkling.worker);
  expect((await firstSpoken()).text).toBe(REASONS['page-unreachable']);
});

/** What the toolbar button says over the tab in front. */
const button = () =>
  inkling.worker.evaluate(async () => {
    const [{ id }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return [await chrome.action.getBadgeText({ tabId: id }), await chrome.action.getTitle({ tabId: id })];
  });

test('with both, what cannot be announced is spoken once', async () => {
  inkling = await launch({ extension: 'chrome-test', spy: true });
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'both' }));
  page = await inkling.context.newPage();
  await page.goto('chrome://version');
  await pressShortcut(inkling.worker);
  await firstSpoken();
  await page.waitForTimeout(1000);
  expect((await inkling.spoken()).map(({ text }) => text)).toEqual([REASONS['page-unreachable']]);
  expect(await button()).toEqual(['', 'Inkling']);
});

test.each(['chrome', 'screen reader', 'both'])(
  'with no way to be heard (%s), the toolbar button shows it',
  async (voice) => {
    inkling = await launch({ extension: 'chrome-test' });
    await inkling.worker.evaluate((voice) => chrome.storage.local.set({ voice }), voice);
    page = await inkling.context.newPage();
    await page.goto('chrome://version');
    await pressShortcut(inkling.worker);
    await expect.poll(button).toEqual(['!', `Inkling: ${REASONS['page-unreachable']}`]);
  },
);

test('the toolbar button is as before once the next request begins', async () => {
  await open({ voice: 'screen reader' }, false);
  await contentScript.evaluate('delete Element.prototype.ariaNotify');
  await (await showPicture({ shareable: false }))();
  await describePicture();
  await expect.poll(button).toEqual(['!', `Inkling: ${ANSWER}`]);
  await page.evaluate(() => document.images[0].remove());
  await pressShortcut(inkling.worker);
  await expect.poll(button).toEqual(['', 'Inkling']);
});
