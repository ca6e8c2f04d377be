// A tab of a browser with Inkling in it, Chromium or Firefox, for `npm start`. Runs in Node.
import type { Protocol } from '../extension/messages.ts';
import { openWithExtension } from './browser.ts';
import { openFirefox } from './firefox.ts';
import { listenInFirefox } from './firefox-screen-reader.ts';
import { listenToPictures, type SpokenPicture } from './screen-reader.ts';

type Question = 'page:status' | 'page:report';

export interface Tab {
  goto(url: string): Promise<void>;
  /** Opens a page of Inkling's own in another tab. @param path e.g. "options/index.html" */
  openOwn(path: string): Promise<void>;
  /** CSS px. */
  height(): Promise<number>;
  setHeight(height: number): Promise<void>;
  /** Asks the content script of the page's top frame, as the background does. */
  ask<N extends Question>(to: N): Promise<ReturnType<Protocol[N]>>;
  /** What a screen reader would say of each picture. */
  listen(): Promise<SpokenPicture[]>;
  /** Resolves when the user has closed the browser. */
  closed: Promise<unknown>;
  /** Closes the browser. */
  close(): Promise<void>;
}

const WIDTH = 1280;
const fullHeight = () => document.documentElement.scrollHeight;

/** Runs in the extension. */
async function send({ to, url }: { to: string; url: string }) {
  const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
  return chrome.tabs.sendMessage(tab?.id ?? -1, { to }, { frameId: 0 });
}

/** Runs in the extension. */
async function openPage(path: string): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(path) });
}

/** @param folder with the built extension */
export async function openChromium(folder: string, headless: boolean): Promise<Tab> {
  const { context, worker, close } = await openWithExtension(folder, { headless });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    goto: (url) => page.goto(url, { waitUntil: 'load', timeout: 60_000 }).then(() => undefined),
    openOwn: (path) => worker.evaluate(openPage, path),
    height: () => page.evaluate(fullHeight),
    setHeight: (height) => page.setViewportSize({ width: WIDTH, height }),
    ask: (to) => worker.evaluate(send, { to, url: page.url() }),
    listen: () => listenToPictures(page),
    closed: context.waitForEvent('close', { timeout: 0 }),
    close,
  };
}

/** @param folder with the built extension */
export async function openFirefoxTab(folder: string, headless: boolean): Promise<Tab> {
  const firefox = await openFirefox(folder, { headless });
  const page = await firefox.newPage();
  return {
    goto: (url) => page.goto(url),
    openOwn: (path) => firefox.inExtension(openPage, path),
    height: () => page.evaluate(fullHeight),
    setHeight: (height) => page.setViewportSize({ width: WIDTH, height }),
    ask: (to) => firefox.inExtension(send, { to, url: page.url() }),
    listen: () => listenInFirefox(firefox, page),
    closed: firefox.closed,
    close: firefox.close,
  };
}
