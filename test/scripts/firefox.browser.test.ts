// Tests scripts/firefox.ts and what it stands on. Runs in Node with a real Firefox; needs `npm run build:test`.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureFirefox, type Firefox, openFirefox } from '../../scripts/firefox.ts';
import { listenInFirefox } from '../../scripts/firefox-screen-reader.ts';

// A place of its own for profiles: other tests make theirs at the same time.
const folder = mkdtempSync(join(tmpdir(), 'firefox-test-'));
let firefox: Firefox;

beforeAll(async () => {
  vi.stubEnv('TMPDIR', folder);
  firefox = await openFirefox(resolve('dist/firefox-test'), { headless: true });
});
afterAll(async () => {
  await firefox?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const profiles = () => readdirSync(folder).filter((name) => name.startsWith('inkling-profile-'));

test('FIREFOX_PATH comes first, and leads somewhere', () => {
  vi.stubEnv('FIREFOX_PATH', process.execPath);
  expect(ensureFirefox()).toBe(process.execPath);
  vi.stubEnv('FIREFOX_PATH', '/no/such/browser');
  expect(ensureFirefox).toThrow('FIREFOX_PATH leads to no browser: /no/such/browser');
  vi.stubEnv('FIREFOX_PATH', '');
});

test('opens the extension in a fresh profile', async () => {
  expect(profiles()).toHaveLength(1);
  expect(await firefox.inExtension(() => chrome.runtime.getManifest().name)).toBe('Inkling');
  expect(await firefox.inWindow(() => location.href)).toBe('chrome://browser/content/browser.xhtml');
});

test('a folder without an extension is an error that leaves nothing open', async () => {
  await expect(openFirefox(resolve('scripts/sample'), { headless: true })).rejects.toThrow(/manifest/);
  expect(profiles()).toHaveLength(1);
});

test('what goes wrong in a page, and what the browser refuses, is an error with its words', async () => {
  const page = await firefox.newPage();
  const fail = () => {
    throw new Error('It is raining');
  };
  await expect(page.evaluate(fail)).rejects.toThrow('It is raining');
  await expect(page.goto('http://127.0.0.1:1/')).rejects.toThrow('browsingContext.navigate: ');
  await expect(page.click('#nothing')).rejects.toThrow('no element matches #nothing');
  await page.close();
});

test('clicks, types, and knows where a page is', async () => {
  const page = await firefox.newPage();
  await page.goto('data:text/html,<input><iframe srcdoc="Words"></iframe>');
  await page.click('input');
  await page.press('x');
  expect(await page.evaluate(() => document.querySelector('input')?.value)).toBe('x');
  const frames = await page.frames();
  expect(await Promise.all(frames.map((frame) => frame.evaluate(() => document.body.innerText)))).toContain('Words');
  await page.evaluate(() => {
    location.hash = 'there';
  });
  await expect.poll(() => page.url()).toMatch(/#there$/);
  await page.close();
});

test('hears what a screen reader would say, in the order of the document', async () => {
  const address = (name: string) =>
    `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E%3C!--${name}--%3E`;
  const html = `
    <img src="${address('nameless')}">
    <img src="${address('described')}" alt="A dog">
    <img src="${address('decorative')}" alt="">
    <img src="${address('labelled')}" aria-label="Might be: a cat">
    <div aria-hidden="true"><img src="${address('hidden')}" alt="Nobody hears this"></div>
    <a href="#x"><img src="${address('linked')}">More</a>`;
  const page = await firefox.newPage();
  await page.goto(`data:text/html,${encodeURIComponent(html)}`);
  const heard = await listenInFirefox(firefox, page);
  expect(heard.map(({ src, role, name }) => [/!--(\w+)--/.exec(decodeURIComponent(src))?.[1], role, name])).toEqual([
    ['nameless', 'image', ''],
    ['described', 'image', 'A dog'],
    ['decorative', 'none', ''],
    ['labelled', 'image', 'Might be: a cat'],
    ['hidden', 'none', ''],
    ['linked', 'image', ''],
  ]);
  await page.close();
});
