// A browser with the built extension, Chromium or Firefox, to be fed with rubbish or browsed in for long. Runs in Node.
import { setTimeout } from 'node:timers/promises';
import type { Page, Worker } from 'playwright-core';
import { memoryOf, memoryOfFirefox } from './bench/memory.ts';
import { openWithExtension } from './browser.ts';
import { extensionProcess, openFirefox } from './firefox.ts';

export interface Either {
  /** In Firefox, has no more of Playwright's methods than are used there. */
  newPage(): Promise<Page>;
  /** The same of the service worker; in Firefox a page of the extension. */
  worker: Worker;
  /** Where the network is: another answer means that it has gone, and come again. */
  place(): Promise<string>;
  /** Bytes in the process that holds the network, now and at most. */
  memory(): Promise<{ now?: number; peak?: number }>;
  close(): Promise<void>;
}

/** @param folder with the extension built for that browser */
export const openEither = (folder: string, firefox: boolean): Promise<Either> =>
  firefox ? inFirefox(folder) : inChromium(folder);

async function inChromium(folder: string): Promise<Either> {
  const launched = await openWithExtension(folder, { headless: true });
  const { context, worker, close } = launched;
  const hiddenPages = async () => {
    const contextTypes = [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT];
    return (await chrome.runtime.getContexts({ contextTypes })).map(({ documentId }) => documentId).join();
  };
  return {
    newPage: () => context.newPage(),
    worker,
    place: () => worker.evaluate(hiddenPages),
    memory: () => memoryOf(launched),
    close,
  };
}

async function inFirefox(folder: string): Promise<Either> {
  const firefox = await openFirefox(folder, { headless: true });
  const newPage = async () => Object.assign(await firefox.newPage(), { waitForTimeout: setTimeout });
  const worker = { evaluate: firefox.inExtension, url: () => firefox.origin };
  return {
    newPage: newPage as unknown as Either['newPage'],
    worker: worker as unknown as Worker,
    place: async () => String(await firefox.inWindow(extensionProcess)), // its event page may go whenever nothing is on its way
    memory: () => memoryOfFirefox(firefox),
    close: firefox.close,
  };
}
