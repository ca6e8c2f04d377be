// Pages of their own for tests of the content script, and a way to ask it what the service worker and the popup ask. Runs in Node.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { PageStatus, Protocol } from '../extension/messages.ts';
import type { ListedPicture, PictureStep } from '../extension/picture-list.ts';
import { launch, type Options } from './browser.ts';
import { type Request, type Servers, startServers } from './server.ts';

const NOTHING: PageStatus = {
  automatic: false,
  found: 0,
  unexamined: 0,
  answers: 0,
  described: 0,
  silent: 0,
  waiting: 0,
  missingOrigins: [],
};

/**
 * Opens a browser for the tests of a file and a tab for each; the extension has a description for every picture.
 * @param made pages that the test makes up, by their name
 * @param options of the browser
 */
export function useContentPages(made: Record<string, string> = {}, options: Partial<Options> = {}) {
  const use = {} as { inkling: Awaited<ReturnType<typeof launch>>; servers: Servers; page: Page };
  beforeAll(async () => {
    use.servers = await startServers(made);
    use.inkling = await launch({ extension: 'chrome-test', sure: true, ...options });
  });
  afterAll(async () => {
    await use.inkling?.close();
    use.servers?.close();
  });
  beforeEach(async () => {
    use.page = await use.inkling.context.newPage();
    use.servers.requests.length = 0;
  });
  afterEach(() => use.page.close());

  /** Asks the content script in the top frame, as the service worker does. */
  function ask<N extends keyof Protocol>(
    to: N,
    request?: Parameters<Protocol[N]>[0],
  ): Promise<ReturnType<Protocol[N]>> {
    const send = async ({ url, to, request }: { url: string; to: string; request: unknown }) => {
      const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
      return chrome.tabs.sendMessage(tab?.id ?? -1, { to, request }, { frameId: 0 });
    };
    return use.inkling.worker.evaluate(send, { url: use.page.url(), to, request });
  }

  /** A content script that is not there yet has found nothing. */
  const status = () => ask('page:status').catch(() => NOTHING);

  /** Opens one of pages/ and waits until all of the pictures to be found have been described. */
  async function open(name: string, found: number): Promise<void> {
    await use.page.goto(use.servers.pages + name);
    await settled(found);
  }

  async function settled(found: number): Promise<void> {
    const progress = async () => {
      const { automatic, found, waiting } = await status();
      return { automatic, found, waiting };
    };
    await expect.poll(progress, { timeout: 100_000 }).toEqual({ automatic: true, found, waiting: 0 });
  }

  /** The pictures of the page as the popup lists them, however many replies it takes. */
  async function list(all: boolean): Promise<ListedPicture[]> {
    const pictures: ListedPicture[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const step: PictureStep = await ask('page:pictures', { offset, most: 1000, all });
      pictures.push(...step.pictures);
      offset = step.next;
    }
    return pictures;
  }

  return {
    use,
    ask,
    list,
    status,
    open,
    settled,
    /** Chooses Describe in the menu. */
    describe: (request: { srcUrl?: string; linkUrl?: string } = {}) =>
      ask('page:describe', { from: 'menu', ...request }),
    /** The page as it is now. */
    html: () => use.page.evaluate(() => document.documentElement.outerHTML),
    /** Requests of the extension itself: those of a page have a destination. */
    fetched: (): Request[] => use.servers.requests.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty'),
  };
}
