// However Inkling goes, the page is as if it had never been there: every attribute, in every shadow root, in every frame.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { type Servers, startServers } from '../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
let before: string[];

/** Pictures of all kinds, some of which have the attributes that Inkling writes; frames of the same origin and none. */
const BODY = `
  <img id="plain" src="../pictures/coffee.jpg"><img id="german" lang="de" src="../pictures/cat.jpg">
  <img id="marked" data-inkling="theirs" src="../pictures/coffee.jpg?2"><img aria-label="" src="../pictures/cat.jpg?2">
  <a href="#"><img src="../pictures/coffee.jpg?3"></a><img alt="" src="../pictures/cat.jpg"><img alt="A cat" src="../pictures/cat.jpg">
  <div id="open"></div><my-closed id="closed"></my-closed>
  <iframe width="400" height="300" srcdoc="<img width=300 height=200 src='/pictures/coffee.jpg'>"></iframe>
  <iframe width="400" height="300" src="frame.html"></iframe>
  <style>img { width: 300px; height: 200px }</style>`;

beforeEach(async () => {
  servers = await startServers();
  const plain = await launch({ extension: 'chrome', sure: true }); // may read no site
  before = await whole(await open(plain));
  await plain.close();
  inkling = await launch({ extension: 'chrome-test', sure: true });
  page = await open(inkling);
  await expect.poll(() => labelled(page), { timeout: 60_000 }).toBe(9);
});
afterEach(async () => {
  await inkling?.close();
  servers?.close();
});

async function open({ context }: typeof inkling): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${servers.pages.replace(/:\d+/, `:${new URL(servers.pages).port}`)}blank.html`);
  await page.evaluate(async (body) => {
    document.body.innerHTML = body;
    const shadow = (id: string, mode: 'open' | 'closed') => {
      const root = document.getElementById(id)!.attachShadow({ mode });
      root.innerHTML = `<img width="300" height="200" src="../pictures/coffee.jpg?${id}">`;
      Object.assign(globalThis, { [`${id}Root`]: root });
    };
    shadow('open', 'open');
    shadow('closed', 'closed');
  }, BODY);
  await page.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
  await expect.poll(() => page.frames().length).toBe(4);
  await Promise.all(page.frames().map((frame) => frame.waitForLoadState()));
  return page;
}

/** The page and its frames and shadow roots, serialised. */
async function whole(page: Page): Promise<string[]> {
  const frames = page.frames().map((frame) =>
    frame.evaluate(() => {
      const { openRoot, closedRoot } = globalThis as { openRoot?: ShadowRoot; closedRoot?: ShadowRoot };
      return [document.documentElement, openRoot, closedRoot].map((part) => part?.innerHTML ?? '').join('\n');
    }),
  );
  return Promise.all(frames);
}

const labelled = async (page: Page) => (await whole(page)).join().split('aria-label="Might be: ').length - 1;

/** What the page of all extensions may do. */
async function manage(action: (id: string) => Promise<void>): Promise<void> {
  const manager = await inkling.context.newPage();
  await manager.goto('chrome://extensions');
  await manager.evaluate(action, new URL(inkling.worker.url()).host);
  await manager.close();
  await page.bringToFront();
}

const isAsBefore = () => expect.poll(() => whole(page), { timeout: 10_000 }).toEqual(before);

test('when the user takes the descriptions back', async () => {
  await inkling.worker.evaluate(async () => {
    for (const { id } of await chrome.tabs.query({ url: 'http://127.0.0.1/*' })) {
      await chrome.tabs.sendMessage(id!, { to: 'page:undo' });
    }
  });
  await isAsBefore();
});

test('when the extension is disabled', async () => {
  await manage((id) => chrome.management.setEnabled(id, false));
  await isAsBefore();
});

test('when it is removed', async () => {
  await inkling.browserSession.send('Extensions.uninstall', { id: new URL(inkling.worker.url()).host });
  await isAsBefore();
});

test('after an update the new one takes over, and can take everything back', async () => {
  await manage(() =>
    (chrome as unknown as Developer).developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
  );
  const updated = inkling.context.waitForEvent('serviceworker');
  await inkling.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined); // the worker ends in the middle
  const worker = await updated;
  await page.waitForTimeout(3000); // the old one notices within two seconds
  await expect.poll(() => labelled(page), { timeout: 60_000 }).toBe(9);
  await worker.evaluate(async () => {
    for (const { id } of await chrome.tabs.query({ url: 'http://127.0.0.1/*' })) {
      await chrome.tabs.sendMessage(id!, { to: 'page:undo' });
    }
  });
  await isAsBefore();
});

/** An API of chrome://extensions that has no types. */
interface Developer {
  developerPrivate: { updateProfileConfiguration(change: object): Promise<void> };
}
