// How a sentence is said: the voice, the rate, the screen reader, and what happens when one of them is missing.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { pressShortcut } from '../../extension-page.ts';
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

test('any key stops the voice, and the page gets the key all the same', async () => {
  await describe({});
  await firstSpoken();
  await page.evaluate(() => document.addEventListener('keydown', ({ key }) => document.body.append(key)));
  await page.keyboard.press('x');
  await until(async () => (await firstSpoken()).stopped || undefined);
  expect(await page.locator('body').innerText()).toBe('x');
});

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

test('a voice that sends the words to a server is not used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'remote-voice-'));
  const spy = fileURLToPath(new URL('../../spy-speech/', import.meta.url));
  const manifest = JSON.parse(await readFile(join(spy, 'manifest.json'), 'utf8'));
  manifest.tts_engine.voices[0].remote = true;
  await cp(spy, folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await open({ voice: 'chrome' }, false);
  await inkling.browserSession.send('Extensions.loadUnpacked', { path: folder });
  const remote = () => inkling.worker.evaluate(async () => (await chrome.tts.getVoices()).map(({ remote }) => remote));
  await until(async () => ((await remote()).length === 1 ? true : undefined));
  expect(await remote()).toEqual([true]);
  await pressShortcut(inkling.worker);
  expect(await firstAnnounced()).toBe(SENTENCE);
  await rm(folder, { recursive: true });
});

test('where the page cannot be reached, the voice speaks although the screen reader was chosen', async () => {
  inkling = await launch({ extension: 'chrome-test', spy: true });
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'screen reader' }));
  page = await inkling.context.newPage();
  await page.goto('chrome://version');
  await pressShortcut(inkling.worker);
  expect((await firstSpoken()).text).toBe(REASONS['page-unreachable']);
});

test('with neither, the toolbar button shows the sentence', async () => {
  inkling = await launch({ extension: 'chrome-test' });
  page = await inkling.context.newPage();
  await page.goto('chrome://version');
  await pressShortcut(inkling.worker);
  const title = () =>
    inkling.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.action.getTitle({ tabId: tab.id });
    });
  expect(await until(async () => ((await title()) === 'Inkling' ? undefined : title()))).toBe(
    `Inkling: ${REASONS['page-unreachable']}`,
  );
});
