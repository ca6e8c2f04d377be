// A page that tries to learn through Inkling what it could not find out by itself: pictures behind a cookie or on a home network.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { until } from '../popup.ts';
import { untilQuiet } from '../settle.ts';

const file = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)));
const sample = (name: string) => file(`../../scripts/sample/${name}`);
const PICTURES = ['public', 'coffee', 'cookie', 'either', 'private', 'redirect'];
/** What the page may learn of: anybody could have fetched it without a cookie, from anywhere. */
const OPEN = ['public', 'coffee', 'either'];

const requests: { path: string; cookie?: string; byInkling: boolean }[] = [];
const at = (host: string) => `http://${host}:${(server.address() as AddressInfo).port}`;
const server = createServer((request, response) => {
  const { cookie } = request.headers;
  const byInkling = request.headers.accept === '*/*'; // image elements and navigations say what they want
  requests.push({ path: `${request.headers.host?.split(':')[0]}${request.url}`, cookie, byInkling });
  answer(request, response);
});
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

/** Kept by the browser for an hour, so that a fetch without the cookie could be answered with what came with it. */
const CACHED = { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' };

function answer({ url = '', headers: { cookie } }: IncomingMessage, response: ServerResponse): unknown {
  const send = (body: string | Buffer, headers: Record<string, string>) => response.writeHead(200, headers).end(body);
  const html = { 'content-type': 'text/html' };
  if (url === '/login') return send('<!doctype html><title>In</title>', { ...html, 'set-cookie': 'session=1' });
  if (url === '/home.jpg') return response.writeHead(302, { location: `${at('localhost')}/public/flower.jpg` }).end();
  if (url === '/either.jpg') return send(sample(cookie ? 'astronaut.jpg' : 'coffee.jpg'), CACHED);
  if (url === '/cookie.jpg' && cookie) return send(sample('cat.jpg'), CACHED);
  if (url.startsWith('/public/')) return send(sample(url.slice('/public/'.length)), CACHED);
  if (url === '/') return send(hostilePage(), html);
  return response.writeHead(url === '/cookie.jpg' ? 403 : 404).end();
}

const hostilePage = () =>
  String(file('../pages/hostile.html'))
    .replaceAll('ACCOUNT', at('account.news.example'))
    .replaceAll('OTHER', at('pictures.example'))
    .replaceAll('HOME', at('localhost'));

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, ready));
  const hosts = ['news.example', 'account.news.example', 'pictures.example'];
  inkling = await launch({ extension: 'chrome-test', sure: true, spy: true, hosts });
  page = await inkling.context.newPage();
  await page.goto(`${at('account.news.example')}/login`);
});
afterAll(async () => {
  await inkling?.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  await page.goto(at('news.example'));
  await untilQuiet(inkling.worker, page);
});

const labelOf = (id: string) => page.locator(`#${id}`).getAttribute('aria-label');
const labels = () => Promise.all(PICTURES.map(labelOf));
/** Everything that the page has overheard, and all that it can still find by looking. */
const learned = () =>
  page.evaluate(() => {
    Object.assign(globalThis, { quiet: true });
    const { learned, globals } = globalThis as unknown as { learned: string[]; globals: string[] };
    const find = (globalThis as unknown as { find(words: string): boolean }).find;
    const timed = performance.getEntries().map((entry) => {
      const { scripts = [] } = entry as { scripts?: { sourceURL: string; invoker: string }[] }; // of a long frame
      const whose = scripts.map(({ sourceURL, invoker }) => `${sourceURL} ${invoker}`);
      return ['timed', entry.entryType, entry.name, ...whose].join(' ');
    });
    const elements = Array.from(document.querySelectorAll('*'), (each) => each.outerHTML.slice(0, 300));
    const found = ['Might be', 'Not sure', 'Describing'].filter((words) => find(words));
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !globals.includes(name));
    return { overheard: [...learned, ...timed], elements, found, text: document.body.innerText, added };
  });

/** What the voice said last. */
const spoken = async () => (await inkling.spoken()).map(({ text }) => text);
async function describe(id: string): Promise<string> {
  const before = (await spoken()).length;
  await page.bringToFront();
  await inkling.describe(page, `#${id}`);
  return until(async () => (await spoken()).slice(before).find((text) => text !== 'Describing'));
}

test('labels tell a page only what anybody could have fetched without a cookie', async () => {
  const loaded = await page.evaluate(() => Array.from(document.images, (image) => image.naturalWidth > 64));
  expect(loaded).not.toContain(false); // the page shows them all
  const now = await labels();
  expect(PICTURES.filter((_, i) => now[i])).toEqual(OPEN);
  expect(await labelOf('either')).toBe(await labelOf('coffee')); // not what the cookie would have shown
});

test('what the browser has in store from the page, with a cookie, is not what Inkling sees', async () => {
  const own = requests.filter(({ byInkling }) => byInkling);
  const asked = own.map(({ path }) => path);
  expect(asked).toEqual(expect.arrayContaining(['account.news.example/cookie.jpg', 'account.news.example/either.jpg']));
  expect(own.filter(({ cookie }) => cookie)).toEqual([]);
});

test('the rest is said to the user, and the page learns nothing of it', async () => {
  const sentences: Record<string, string> = {};
  for (const id of PICTURES) sentences[id] = await describe(id);
  expect(Object.entries(sentences).filter(([, said]) => !/^Might be: ./.test(said))).toEqual([]);
  const now = await labels();
  expect(PICTURES.filter((_, i) => now[i])).toEqual(OPEN);
  const everything = JSON.stringify(await learned());
  const secrets = ['cookie', 'private', 'redirect'].map((id) => sentences[id].replace('Might be: ', ''));
  const known = OPEN.map((id) => sentences[id].replace('Might be: ', ''));
  expect(secrets.filter((words) => known.includes(words))).toEqual([]); // they can be told apart
  expect(secrets.filter((words) => everything.includes(words))).toEqual([]);
  expect(known.filter((words) => !everything.includes(words))).toEqual([]); // it does listen
});

test('a screen reader can be told without the page hearing of it', async () => {
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'both' }));
  const said = (await describe('cookie')).replace('Might be: ', '');
  const { overheard, elements, found, text, added } = await learned();
  expect(JSON.stringify({ overheard, elements, text })).not.toContain(said);
  expect(found).toEqual([]);
  expect(added).toEqual(['quiet']);
  await inkling.worker.evaluate(() => chrome.storage.local.set({ voice: 'chrome' }));
});

test('of Inkling at work the page hears nothing but the labels', async () => {
  const { overheard } = await learned();
  const shown = await page.evaluate(() => Array.from(document.images, ({ src }) => src));
  await page.goto(at('cdn.example')); // the same page where Inkling is not: Firefox gives the focus to what it opens
  await page.waitForTimeout(1000);
  const elsewhere = (await learned()).overheard;
  expect(elsewhere.filter((line) => line.startsWith('saw attributes'))).toEqual([]);
  expect(overheard.some((line) => line.startsWith('saw attributes public aria-label'))).toBe(true);
  const ours = overheard.filter(
    (line) => !/^saw attributes (public|coffee|either) (aria-label|lang|data-inkling) /.test(line),
  );
  // Its own pictures and its own parsing, and that the computer is busy now and then; no call of a patched function, no
  // focus, no message, no request, no script of Inkling's.
  const timings =
    'resource|navigation|paint|visibility-state|largest-contentful-paint|first-input|event|longtask|long-animation-frame';
  const own = new RegExp(`^(saw (childList|characterData) |timed (${timings}) |called addEventListener )`);
  expect(ours.filter((line) => !own.test(line) && !elsewhere.includes(line))).toEqual([]);
  expect(overheard.filter((line) => /extension:|content\.js/.test(line))).toEqual([]);
  const fetched = overheard.filter((line) => line.startsWith('timed resource')).map((line) => line.split(' ')[2]);
  expect(fetched.filter((address) => !shown.includes(address) && !address.endsWith('/leak?label'))).toEqual([]);
});

test('style sheets can report labels, and only those that the page may know', async () => {
  expect(requests.map(({ path }) => path)).toContain('news.example/leak?label');
  expect(requests.map(({ path }) => path)).not.toContain('news.example/leak?secret');
});

test("a forged mark or label is the page's own: left alone, and still there after undo", async () => {
  const forged = () => page.locator('#forged').evaluate((image) => image.outerHTML);
  const before = await forged();
  await page.evaluate(() => {
    const [ours] = document.querySelectorAll('[data-inkling]:not(#forged)');
    const copy = ours.cloneNode() as Element;
    copy.id = 'copy';
    copy.setAttribute('aria-label', 'Might be: something else');
    document.body.append(copy);
  });
  await untilQuiet(inkling.worker, page);
  await inkling.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.tabs.sendMessage(tab.id ?? -1, { to: 'page:undo' });
  });
  expect(await forged()).toBe(before);
  expect(await labelOf('copy')).toBe('Might be: something else');
  expect(await labels()).toEqual(PICTURES.map(() => null));
});

test('a page can neither speak for the user nor for the extension', async () => {
  const before = await spoken();
  const reach = await page.evaluate(() => {
    const image = document.querySelector('#private') as Element;
    const { x, y } = image.getBoundingClientRect();
    image.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: x + 9, clientY: y + 9 }));
    image.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'D', altKey: true, shiftKey: true }));
    const names = ['page:undo', 'page:describe', 'page:announce', 'background:describe', 'captioner:describe'];
    const request = { from: 'menu', sentence: 'a forgery', picture: { url: image.getAttribute('src') } };
    for (const to of names) globalThis.postMessage({ to, request }, '*');
    const runtime = (globalThis as { chrome?: { runtime?: object } }).chrome?.runtime;
    return { runtime: typeof runtime, run: Symbol.for('inkling') in globalThis };
  });
  expect(reach).toEqual({ runtime: 'undefined', run: false });
  await untilQuiet(inkling.worker, page);
  const now = await labels();
  expect(PICTURES.filter((_, i) => now[i])).toEqual(OPEN);
  expect(await spoken()).toEqual(before);
  const answer = await inkling.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.tabs.sendMessage(tab.id ?? -1, { to: 'page:describe', request: { from: 'menu' } }, { frameId: 0 });
  });
  expect(answer).toMatchObject({ reason: 'no-image' }); // the forged menu was not opened by anybody
});
