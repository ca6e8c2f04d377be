// A real private window, which Inkling may look into. Runs in Node, in browser tests.
import type { Page, Worker } from 'playwright-core';
import type { launch } from './browser.ts';
import { openOptions } from './extension-page.ts';
import { until } from './popup.ts';

type Inkling = Awaited<ReturnType<typeof launch>>;

/** Allows Inkling in private windows, as the user does at chrome://extensions; the browser starts it anew. @returns its new service worker */
export async function allowInPrivate({ context, worker }: Inkling): Promise<Worker> {
  const extensions = await context.newPage();
  await extensions.goto('chrome://extensions');
  const id = new URL(worker.url()).host;
  const started = context.waitForEvent('serviceworker', { predicate: isOf(id) });
  await extensions.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await extensions.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${id}', incognitoAccess: true })`,
  );
  await extensions.close();
  return started;
}

/** Opens a private window with these pages, in the order of the list, and finds the service worker that serves it. */
export async function openPrivately({ context }: Inkling, worker: Worker, urls: string[]) {
  const opened: Page[] = [];
  const remember = (page: Page) => opened.push(page);
  const started = context.waitForEvent('serviceworker', { predicate: isOf(new URL(worker.url()).host) });
  const options = await openOptions(context, worker);
  context.on('page', remember);
  await options.evaluate((url) => chrome.windows.create({ incognito: true, url }).then(() => undefined), urls);
  const pages = await Promise.all(urls.map((url) => until(() => opened.find((page) => page.url() === url))));
  context.off('page', remember);
  return { pages, worker: await started, options };
}

const isOf = (id: string) => (worker: Worker) => new URL(worker.url()).host === id;
