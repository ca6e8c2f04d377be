// Storage that is full, corrupt, or was written by another version: said in words, and everything else goes on.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { isFirefox, launch } from '../browser.ts';
import { ask, openOptions } from '../extension-page.ts';
import { until } from '../popup.ts';
import { type Servers, startServers } from '../server.ts';

const FULL = 'That could not be saved: the browser has no room for it';
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;

const start = async (given: Partial<Parameters<typeof launch>[0]> = {}) => {
  inkling = await launch({ extension: 'chrome-test', ...given });
  options = await openOptions(inkling.context, inkling.worker);
};
beforeEach(async () => {
  servers = await startServers();
});
afterEach(async () => {
  await inkling?.close();
  servers?.close();
});

const alert = () => options.locator('[role=alert]').innerText();
const stored = () => options.evaluate(() => chrome.storage.local.get(null));
const describeCat = () => ask(options, { url: `${servers.elsewhere}pictures/cat.jpg` });

/** For Firefox, which sets extensions no limit of their own: kilobytes that all sites and extensions may keep together. */
const LITTLE_ROOM = { 'dom.quotaManager.temporaryStorage.fixedLimit': 10_240 };

/** Until not even a setting fits. By chance, because Firefox packs what it stores. @returns the keys */
const fill = () =>
  options.evaluate(async () => {
    const keys: string[] = [];
    let refused = 0;
    for (let length = 2 ** 20; length >= 8; ) {
      const key = `junk${keys.length}`;
      const bytes = Uint8Array.from({ length }, () => 33 + 58 * Math.random());
      const junk = new TextDecoder().decode(bytes);
      const fits = await chrome.storage.local.set({ [key]: junk }).then(
        () => true,
        () => false,
      );
      if (fits) keys.push(key);
      else if (++refused % 4 === 0) length /= 2; // Firefox may have more room after it has tidied up
    }
    return keys;
  });

const switchSite = async (page: Page) => {
  if (isFirefox) await inkling.setShortcut('switch-site', 'S');
  await inkling.pressShortcut(page, 'S');
};

test('full: whoever wants to save something hears that it was not saved, and nothing else is lost', async () => {
  await start({ spy: true, preferences: LITTLE_ROOM });
  await options.evaluate(() => chrome.storage.local.set({ wording: 'short' }));
  await options.reload();
  const { key } = await describeCat();
  const junk = await fill();
  const before = await stored();
  await options.locator('input[value=careful]').click();
  await expect.poll(alert).toBe(`${FULL}. Everything is as it was before.`);
  const spoken = async () => (await inkling.spoken()).map(({ text }) => text);
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await switchSite(page);
  await expect.poll(spoken).toContain(FULL);
  const save = (key?: string) =>
    chrome.runtime.sendMessage({ to: 'background:set-own-words', request: { key, words: 'Our cat' } }).catch(String);
  expect(await options.evaluate(save, key)).toMatch(/quota/i);
  expect(await stored()).toEqual(before);
  expect(await describeCat()).toMatchObject({ text: 'a cat', wording: 'short' });
  await options.evaluate((keys) => chrome.storage.local.remove(keys), junk);
  expect(await options.evaluate(save, key)).toEqual({ kept: true });
  expect(await describeCat()).toMatchObject({ text: 'Our cat', own: true });
});

test('corrupt values, or those of another version: reset and named once, the others stay', async () => {
  await start();
  const theirs = { carefulness: 0.7, sites: ['https://a.example'], rate: 2, voice: 'both', theme: 'dark' };
  await options.goto(`${servers.pages}blank.html`);
  await inkling.worker.evaluate((values) => chrome.storage.local.set(values), theirs); // no page of ours sees them first
  const popup = await inkling.openPopup(options);
  await popup.shows(
    'What was stored could not be read, and is again as it was after the installation: how careful descriptions are, the sites that are on.',
  );
  await popup.shows('without a name'); // the rest of the popup is there
  await popup.close();
  options = await openOptions(inkling.context, inkling.worker);
  expect(await alert()).toBe('');
  expect(await stored()).toEqual({ rate: 2, voice: 'both', theme: 'dark' });
  expect(await describeCat()).toMatchObject({ text: 'a cat' });
});

/** Where the browser has what extensions store. */
const FILES = isFirefox
  ? /default.moz-extension.*idb.*sqlite(-wal)?$/
  : /Local Extension Settings.[a-p]{32}.(MANIFEST|CURRENT|\d+)/;

test('files of the browser’s storage that are rubbish: it starts, says so or begins anew, and describes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-rubbish-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const profile = join(folder, 'profile');
  await start({ profile });
  await options.evaluate(() => chrome.storage.local.set({ carefulness: 'careful', rate: 2 }));
  await inkling.close();
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((file) => FILES.test(file))
    .map((file) => join(profile, file));
  expect(files.length).toBeGreaterThanOrEqual(isFirefox ? 1 : 3);
  for (const file of files) writeFileSync(file, Buffer.alloc(Math.max(64, statSync(file).size), 0xa5));
  await start({ profile });
  expect(await describeCat()).toMatchObject({ text: 'a cat' });
  await options.locator('input[value=talkative]').click();
  await until(async () => ((await stored()).carefulness === 'talkative' ? true : undefined));
});
