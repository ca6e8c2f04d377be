// A page in a browser without Inkling, and the two servers, for tests of single modules. Runs in Node, in browser tests.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Servers, startServers } from './server.ts';

/** One page for all tests of a file. */
export function usePlainPage(options: BrowserContextOptions = {}) {
  const use = {} as { page: Page; servers: Servers };
  let browser: Browser;
  beforeAll(async () => {
    [browser, use.servers] = await Promise.all([openBrowser(), startServers()]);
    use.page = await browser.newPage(options);
  });
  afterAll(async () => {
    await browser?.close();
    use.servers?.close();
  });
  return use;
}
