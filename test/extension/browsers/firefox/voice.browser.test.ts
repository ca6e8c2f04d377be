// The system's voice in Firefox: real events of an engine that Firefox has for tests, and what happens where there is none.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REASONS } from '../../../../model/reasons.ts';
import { launch } from '../../../browser.ts';
import { until } from '../../../popup.ts';
import { type Servers, startServers } from '../../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeEach(async () => {
  servers = await startServers();
});
afterEach(async () => {
  await inkling?.close();
  servers?.close();
});

async function open(preferences: Record<string, unknown>): Promise<void> {
  inkling = await launch({ extension: 'chrome-test', preferences });
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
}

/** Writes down what becomes of each sentence that the event page says. */
const listen = () =>
  inkling.worker.evaluate(async () => {
    const background = await (chrome.runtime as unknown as InFirefox).getBackgroundPage();
    const { speechSynthesis } = background;
    const speak = speechSynthesis.speak.bind(speechSynthesis);
    background.heard = [];
    speechSynthesis.speak = (utterance) => {
      const { text, lang, rate } = utterance;
      for (const name of ['start', 'end', 'error']) {
        utterance.addEventListener(name, () => background.heard.push(`${name}: ${text} (${lang}, ${rate})`));
      }
      speak(utterance);
    };
  });

const heard = () =>
  inkling.worker.evaluate(async () => (await (chrome.runtime as unknown as InFirefox).getBackgroundPage()).heard);

interface InFirefox {
  getBackgroundPage(): Promise<typeof globalThis & { heard: string[] }>;
}

/** What the toolbar button says of the tab in front. */
const button = () =>
  inkling.worker.evaluate(async () => {
    const [{ id }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getTitle({ tabId: id });
  });

test('a sentence is begun and ended by the engine, at the chosen speed', async () => {
  await open({});
  await inkling.worker.evaluate(() => chrome.storage.local.set({ rate: 1.5 }));
  await listen();
  await inkling.pressShortcut(page, 'D');
  const said = `${REASONS['no-image']} (en-US, 1.5)`;
  await expect.poll(heard).toEqual([`start: ${said}`, `end: ${said}`]);
  expect(await button()).toBe('Inkling');
});

test('where there is no voice and no page that could announce it, the toolbar button shows it', async () => {
  await open({ 'media.webspeech.synth.test': false, 'media.webspeech.synth.enabled': true });
  await page.goto('about:support');
  await inkling.pressShortcut(page, 'D');
  await until(async () => ((await button()) === `Inkling: ${REASONS['page-unreachable']}` ? true : undefined));
});
