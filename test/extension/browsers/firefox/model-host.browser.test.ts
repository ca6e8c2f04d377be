// Firefox's event page as the model's host: loaded with the first picture, gone with the page, loaded again with the next.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../../browser.ts';
import { ask, fromModel } from '../../../extension-page.ts';
import { type Servers, startServers } from '../../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test' });
  options = await inkling.context.newPage();
  await options.goto(new URL('/options/index.html', inkling.worker.url()).href);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const inUse = () => options.evaluate(() => chrome.runtime.sendMessage({ to: 'background:in-use' }));
const describe = () => ask(options, { url: `${servers.elsewhere}pictures/coffee.jpg` });

test('nothing is loaded before there is a picture', async () => {
  expect(await inUse()).toBeNull();
  expect(await describe()).toMatchObject(fromModel);
  expect(await inUse()).toMatchObject({ backend: 'wasm' });
});

test('an unloaded page takes the model with it, and the next picture brings it back', async () => {
  const before = await describe();
  await inkling.unload();
  expect(await inUse()).toBeNull();
  const after = await describe();
  expect(after).toMatchObject({ text: before.text, key: before.key, words: before.words });
});

test('many at once load it once and are all answered, bad ones with their reason', async () => {
  await inkling.unload();
  const urls = ['coffee.jpg', 'cat.jpg', 'nothing.jpg', 'coffee.jpg'].map(
    (name) => `${servers.elsewhere}pictures/${name}`,
  );
  const answers = await Promise.all(urls.map((url) => ask(options, { url })));
  expect(answers.map(({ reason, backend }) => (backend ? 'answered' : reason))).toEqual([
    ...['answered', 'answered', 'not-found', 'answered'],
  ]);
});
