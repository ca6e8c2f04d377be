// The way from the service worker to the hidden page: one page, however many ask; closed and opened again; permissions.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { answerWith, ask, captionerPages, fromModel, inCaptionerPage, openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
const picture = (query = '') => ({ url: `${servers.elsewhere}pictures/coffee.jpg${query}` });

const pages = () => captionerPages(inkling.worker);

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test' });
  options = await openOptions(inkling.context, inkling.worker);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

test('the hidden page is opened on first need', async () => {
  expect(await pages()).toBe(0);
  expect(await ask(options, picture())).toMatchObject(fromModel);
  expect(await pages()).toBe(1);
});

test('the same picture is not described twice, and not read twice at once', async () => {
  const before = servers.requests.length;
  const answers = await Promise.all([ask(options, picture('?twice')), ask(options, picture('?twice'))]);
  expect(answers[1]).toEqual(answers[0]);
  expect(servers.requests.slice(before).map(({ path }) => path)).toEqual(['/pictures/coffee.jpg?twice']);
  expect(await ask(options, picture('?twice'))).toEqual(answers[0]);
});

test('asks with the settings of the moment', async () => {
  const set = (settings: object) => options.evaluate((settings) => chrome.storage.local.set(settings), settings);
  const requests = await answerWith(inkling.worker, {});
  expect(await ask(options, picture())).toMatchObject({ text: 'two dogs', wording: 'full' });
  await set({ carefulness: 'talkative', wording: 'short', compute: 'processor', language: 'de', translate: true });
  expect(await ask(options, picture())).toMatchObject({ text: 'two dogs', wording: 'short' });
  await set({ carefulness: 'normal', wording: 'full', compute: 'automatic', language: 'en', translate: false });
  expect(await requests()).toMatchObject([
    { carefulness: 'normal', compute: 'automatic', tongue: { language: 'en', translate: false } },
    { carefulness: 'talkative', compute: 'processor', tongue: { language: 'de', translate: true } },
  ]);
});

test('two hundred requests at once are all answered, bad ones with their reason, and the next one works', async () => {
  await inCaptionerPage(inkling.browserSession, 'close()');
  await until(async () => (await pages()) === 0 || undefined);
  const faults = {
    empty: 'empty',
    'status=403': 'refused',
    'status=404': 'not-found',
    'type=text/html&status=500': 'unreachable',
  };
  const bad = Object.entries(faults);
  const isBad = (i: number) => i % 8 < 4;
  const query = (i: number) => (isBad(i) ? `?${bad[i % 4][0]}&${i}` : `?good=${i % 3}`);
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(options, picture(query(i)))));
  answers.forEach((answer, i) =>
    expect(answer).toMatchObject(isBad(i) ? { text: null, reason: bad[i % 4][1] } : fromModel),
  );
  expect(await pages()).toBe(1);
  expect(await ask(options, picture('?after'))).toMatchObject(fromModel);
});

test('the page can close itself, and is opened again for the next request', async () => {
  expect(await inCaptionerPage(inkling.browserSession, 'close()')).toBe(true);
  expect(await ask(options, picture('?reopened'))).toMatchObject(fromModel);
  await inkling.worker.evaluate(() => chrome.offscreen.closeDocument());
  expect(await pages()).toBe(0);
  expect(await ask(options, picture('?again'))).toMatchObject(fromModel);
});

test('the page closes itself when nobody has asked for a while, and not before', async () => {
  await inkling.worker.evaluate(() => chrome.offscreen.closeDocument());
  await inkling.worker.evaluate(() =>
    chrome.offscreen.createDocument({
      url: 'captioner/captioner-page.html?compute=processor&idle=1500',
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification: 'closes sooner than usual',
    }),
  );
  const slow = ask(options, picture('?delay=2500')); // longer than it would wait for the next request
  expect(await slow).toMatchObject(fromModel);
  expect(await pages()).toBe(1);
  await expect.poll(pages).toBe(0);
  expect(await ask(options, picture('?woken'))).toMatchObject(fromModel);
});

test('closing the page in the middle of a request costs nothing but time', async () => {
  const before = servers.requests.length;
  const answer = ask(options, picture('?delay=500'));
  await until(() => servers.requests.length > before || undefined);
  await inkling.worker.evaluate(() => chrome.offscreen.closeDocument());
  expect(await answer).toMatchObject(fromModel);
});

test('a site without permission is named as the reason, not the network', async () => {
  const product = await launch({ extension: 'chrome' });
  try {
    const page = await openOptions(product.context, product.worker);
    expect(await ask(page, picture())).toMatchObject({ text: null, reason: 'no-permission' });
    expect(servers.requests.filter(({ headers }) => headers.origin)).toEqual([]); // nobody hears which extension asks
    expect(await ask(page, { url: 'data:image/png;base64,AAAA' })).toMatchObject({ text: null, reason: 'corrupt' });
  } finally {
    await product.close();
  }
});
