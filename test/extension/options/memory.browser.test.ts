// What Inkling remembers, in the options page: seen, removed, saved to a file and forgotten, by keyboard.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { ask, openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true });
  page = await openOptions(inkling.context, inkling.worker);
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const [cup, cat, dog] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
const stored = () => page.evaluate(() => chrome.storage.local.get());
const press = async (name: string) => {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
};
const says = (notice: string) => page.getByRole('status').filter({ hasText: notice }).waitFor();
const focused = () => page.evaluate(() => document.activeElement?.textContent);

beforeEach(async () => {
  const words = { [`own-words:${cup}`]: 'my cup', [`own-words:${cat}`]: null, [`own-words:${dog}`]: 'Rex' };
  await page.evaluate((all) => chrome.storage.local.clear().then(() => chrome.storage.local.set(all)), {
    ...words,
    wording: 'short',
  });
  await page.getByText('Hidden descriptions: 1').waitFor();
});

test('each of the words can be removed', async () => {
  await press('Remove Rex');
  await says('Removed: Rex');
  expect(await stored()).toEqual({ [`own-words:${cup}`]: 'my cup', [`own-words:${cat}`]: null, wording: 'short' });
  expect(await page.getByText('Rex', { exact: true }).count()).toBe(0);
  expect(await focused()).toBe('Your own descriptions');
});

test('what is hidden can be shown again', async () => {
  await press('Hide none');
  await says('No description is hidden any more.');
  expect(await stored()).toEqual({ [`own-words:${cup}`]: 'my cup', [`own-words:${dog}`]: 'Rex', wording: 'short' });
});

test('all can be forgotten, and nothing else', async () => {
  await press('Forget all my corrections');
  await says('All your own descriptions are forgotten.');
  expect(await stored()).toEqual({ wording: 'short' });
  await page.getByText('None. Inkling’s button').waitFor();
  expect(await focused()).toBe('Your own descriptions');
});

test('they can be saved to a file', async () => {
  const coming = page.waitForEvent('download');
  await press('Save them to a file');
  const file = await coming;
  expect(file.suggestedFilename()).toBe('inkling-own-descriptions.json');
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual({
    format: 'inkling-own-descriptions',
    version: 1,
    pictures: { [cup]: 'my cup', [cat]: null, [dog]: 'Rex' },
  });
});

/** Chooses a file as a person does in the browser's dialogue. */
const choose = (content: string) =>
  page
    .getByLabel('Read descriptions from a file')
    .setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(content) });

test('they can be read from a file again; what is there stays, and what is no description is left out', async () => {
  const coming = page.waitForEvent('download');
  await press('Save them to a file');
  const saved = await readFile(await (await coming).path(), 'utf8');
  await press('Forget all my corrections');
  await says('All your own descriptions are forgotten.');
  await choose(saved);
  await says('Read from the file: 3.');
  const pictures = {
    [cup]: 'another',
    ['d'.repeat(64)]: 'new',
    ['e'.repeat(64)]: 'two\nlines',
    ['f'.repeat(64)]: 5,
    'own-words': 'x',
  };
  await choose(JSON.stringify({ ...JSON.parse(saved), pictures }));
  await says('Read from the file: 1.');
  expect(await stored()).toEqual({
    [`own-words:${cup}`]: 'my cup',
    [`own-words:${cat}`]: null,
    [`own-words:${dog}`]: 'Rex',
    [`own-words:${'d'.repeat(64)}`]: 'new',
    wording: 'short',
  });
});

test.each(['', 'null', '[]', '{"format":"inkling-own-descriptions","version":2,"pictures":{}}', '\u0000'])(
  '%j is no such file',
  async (content) => {
    const before = await stored();
    await choose(content);
    await says('Nothing was read');
    expect(await stored()).toEqual(before);
    await page.reload();
  },
);

test('forgetting descriptions takes them off open pages and out of memory, but keeps own words', async () => {
  const picture = { url: `${servers.elsewhere}pictures/coffee.jpg` };
  const open = await inkling.context.newPage();
  await open.goto(`${servers.pages}blank.html`);
  await open.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, picture.url);
  await open.locator('img[aria-label]').waitFor();
  const before = await ask(page, picture);
  await page.bringToFront();
  await press('Forget descriptions');
  await says('Descriptions forgotten.');
  await until(async () => ((await open.locator('img[aria-label]').count()) === 0 ? true : undefined));
  expect((await ask(page, picture)).milliseconds).not.toBe(before.milliseconds);
  expect(Object.keys(await stored())).toHaveLength(4);
  await open.bringToFront();
  await open.reload();
  await open.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, picture.url);
  await open.locator('img[aria-label]').waitFor();
  await open.close();
});
