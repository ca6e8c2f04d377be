// What the hidden page answers: shareable or not, cancelled, bad pixels.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../../extension/messages.ts';
import { INPUT_LENGTH } from '../../../model/preprocess.ts';
import { launch } from '../../browser.ts';
import { ask, askCaptioner, fromModel, openOptions } from '../../extension-page.ts';
import { until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
const picture = (query = '') => ({ url: `${servers.elsewhere}pictures/coffee.jpg${query}` });

/** Asks the hidden page as the service worker does, for a page at any address. */
const askFor = (picture: { url: string }, page: string, id = 'test/1', carefulness = 'normal') =>
  askCaptioner<Finding>(inkling.worker, 'captioner:describe', {
    tongue: { language: 'en', translate: false },
    ...{ picture, compute: 'processor', carefulness, asker: { id, page } },
  });

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test' });
  options = await openOptions(inkling.context, inkling.worker);
  await ask(options, picture()); // opens the hidden page
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

test('a picture from a more private place than the page must not be shown to it', async () => {
  expect(await askFor(picture(), 'http://localhost:1/')).toMatchObject({ ...fromModel, shareable: true });
  expect(await askFor(picture(), 'https://news.example/')).toMatchObject({ ...fromModel, shareable: false });
  expect(await askFor(picture(), 'http://192.168.1.1/')).toMatchObject({ ...fromModel, shareable: false });
});

test('nor how a request ended that led nobody knows where', async () => {
  for (const query of ['?status=404', '?status=500', '?damaged'])
    expect(await askFor(picture(query), 'http://localhost:1/')).toMatchObject({ text: null, shareable: false });
});

test('the same picture at two addresses is described once, and again once it is forgotten', async () => {
  const elsewhere = { url: `${new URL(servers.pages).origin}/pictures/coffee.jpg?again` };
  const [one, other] = await Promise.all([askFor(picture('?once'), ''), askFor(elsewhere, '')]);
  expect(one).toMatchObject(fromModel);
  expect(one.key).toMatch(/^[0-9a-f]{64}-[0-9a-f]{16}$/);
  expect(other).toEqual(one); // the milliseconds too
  const cat = await askFor({ url: `${servers.elsewhere}pictures/cat.jpg` }, '');
  expect(cat.key).not.toBe(one.key);
  await askCaptioner(inkling.worker, 'captioner:forget');
  const anew = await askFor(picture('?once'), '');
  expect(anew).toMatchObject({ text: one.text, key: one.key });
  expect(anew.milliseconds).not.toBe(one.milliseconds);
});

test('another picture at the same address is another picture', async () => {
  const names = ['coffee.jpg', 'cat.jpg'];
  const changing = createServer((_, response) => response.end(readFileSync(`scripts/sample/${names.shift()}`)));
  await new Promise<void>((ready) => changing.listen(0, ready));
  onTestFinished(() => void changing.close().closeAllConnections());
  const url = `http://localhost:${(changing.address() as AddressInfo).port}/`;
  const [before, after] = [await askFor({ url }, ''), await askFor({ url }, '')];
  expect(before).toMatchObject({ ...fromModel, key: expect.any(String) });
  expect(after).toMatchObject({ ...fromModel, key: expect.any(String) });
  expect(after.key).not.toBe(before.key);
});

test('without pixels there is no key', async () => {
  const answer = await askFor(picture('?status=404'), '');
  expect(answer).toMatchObject({ text: null, reason: 'not-found' });
  expect(answer.key).toBeUndefined();
});

test('the answer keeps to itself what the network would have said when it is not sure', async () => {
  expect(Object.keys(await askFor(picture(), ''))).not.toContain('sentence');
});

test('remembers what it said, but not for another carefulness', async () => {
  const [once, again] = [await askFor(picture(), ''), await askFor(picture(), '')];
  expect(again).toEqual(once);
  const careful = await askFor(picture(), '', 'test/1', 'careful');
  expect(careful).toMatchObject(fromModel);
  expect(careful.milliseconds).not.toBe(once.milliseconds);
  expect(await askFor(picture(), '', 'test/1', 'careful')).toEqual(careful);
});

test('a site cannot tell by the time what has been described for another', async () => {
  const once = await askFor(picture(), 'http://localhost:1/');
  const elsewhere = await askFor(picture(), 'http://localhost:2/');
  expect(elsewhere).toMatchObject({ text: once.text, key: once.key });
  expect(elsewhere.milliseconds).not.toBe(once.milliseconds);
  expect(await askFor(picture(), 'http://localhost:1/again')).toEqual(once);
});

test('documents without an address share what has been described with no other', async () => {
  const [mail, other] = [
    await askFor(picture(), 'about:srcdoc', '1/a/'),
    await askFor(picture(), 'about:srcdoc', '1/b/'),
  ];
  expect(other.milliseconds).not.toBe(mail.milliseconds);
  expect(await askFor(picture(), 'about:srcdoc', '1/a/')).toEqual(mail);
});

test('what a server attached to a picture does not come back to it from the next site', async () => {
  const asked: (string | undefined)[] = [];
  const counting = createServer(({ headers }, response) => {
    asked.push(headers['if-none-match']);
    const marked = { etag: '"visitor-1"', 'cache-control': 'no-cache' };
    response.writeHead(200, marked).end(readFileSync('scripts/sample/coffee.jpg'));
  });
  await new Promise<void>((ready) => counting.listen(0, ready));
  onTestFinished(() => void counting.close().closeAllConnections());
  const url = `http://localhost:${(counting.address() as AddressInfo).port}/`;
  for (const port of [1, 2]) await askFor({ url }, `http://localhost:${port}/`);
  expect(asked).toEqual([undefined, undefined]);
});

test('web pages cannot ask the hidden page past the service worker', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  const [unheard, refused] = [
    ['captioner:describe', 'captioner:forget'],
    ['background:in-use', 'background:say-aloud'],
  ];
  const send = async ({ url, names }: { url: string; names: string[] }) => {
    const [tab] = (await chrome.tabs.query({})).filter((each) => each.url === url);
    const func = (names: string[]) => {
      const ask = (to: string) => chrome.runtime.sendMessage({ to, request: {} }).then(String, String);
      return Promise.all(names.map(ask));
    };
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id! }, func, args: [names] });
    return result;
  };
  const answers = await inkling.worker.evaluate(send, { url: page.url(), names: [...unheard, ...refused] });
  await page.close();
  expect(answers).toEqual([...unheard.map(() => 'undefined'), ...refused.map(() => 'Error: not for web pages')]);
});

test('pixels are described; pixels of another size, or text that is none, are refused', async () => {
  const pixels = Buffer.alloc(INPUT_LENGTH, 90).toString('base64');
  expect(await ask(options, { pixels })).toMatchObject({ ...fromModel, shareable: true });
  for (const pixels of ['AAAA', '!']) {
    expect(await ask(options, { pixels })).toMatchObject({ text: null, reason: 'corrupt', backend: null });
  }
});

test('what nobody waits for any more is cancelled, and the same picture can be asked for again', async () => {
  const slow = picture('?delay=3000');
  const before = servers.requests.length;
  const answers = [askFor(slow, '', '7/a'), askFor(slow, '', '7/b')];
  await until(() => servers.requests.length > before || undefined);
  const cancel = (asker: string) => askCaptioner(inkling.worker, 'captioner:cancel', { asker });
  await cancel('7/a');
  const again = askFor(slow, '', '8/c');
  await cancel('7/');
  expect(await again).toMatchObject(fromModel);
  expect(await answers[1]).toMatchObject(fromModel); // joined, so it is answered all the same
  const alone = askFor(picture('?delay=3001'), '', '9/a');
  await until(() => servers.requests.length > before + 1 || undefined);
  await cancel('9/');
  expect(await alone).toMatchObject({ text: null, reason: 'cancelled' });
});
