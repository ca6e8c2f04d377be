// Reaches the frames of a tab: puts the content script into them and says which has the focus. Runs in the service worker and the popup.
import browser from 'webextension-polyfill';
import { ReasonError } from '../../model/reasons.ts';
import { sendToFrame } from '../messages.ts';
import contentScript from '../page/content.ts?iife';

const RENEWED = 'pagesRenewed';
/** Milliseconds; a tab that is frozen, or asks the user something, may not answer at all. */
const PATIENCE = 10_000;

/** Path of the built content script inside the package; Firefox would take one without a slash as relative to the popup. */
export const CONTENT_SCRIPT = `/${contentScript}`;

/**
 * Makes sure that the content script runs (running it again changes nothing).
 * @param frameId a frame, or 'all' for those that Inkling may read
 * @returns the frames reached
 * @throws ReasonError 'page-unreachable': browser pages, the Web Store, frames of sites without permission
 */
export async function inject(tabId: number, frameId: number | 'all'): Promise<number[]> {
  const target = frameId === 'all' ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  try {
    const results = await soon(browser.scripting.executeScript({ target, files: [CONTENT_SCRIPT] }));
    return results.map((result) => result.frameId);
  } catch (cause) {
    throw new ReasonError('page-unreachable', { cause });
  }
}

/** Rejects where it takes too long. */
export function soon<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('the tab does not answer')), PATIENCE),
  );
  return Promise.race([work, late]);
}

/** Of private windows nothing is stored: as long as their service worker lives, and then pages are renewed once too often. */
let privately = Date.now();

/** When pages were renewed last, for those that were in the browser's memory meanwhile. */
export async function renewedAt(): Promise<number> {
  if (browser.extension.inIncognitoContext) return privately;
  return ((await browser.storage.session.get(RENEWED))[RENEWED] as number | undefined) ?? 0;
}

/** Makes every page forget its descriptions, because the user wants other ones now. Most tabs have no content script. */
export async function renewPages(): Promise<void> {
  privately = Date.now();
  if (!browser.extension.inIncognitoContext) await browser.storage.session.set({ [RENEWED]: privately });
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => sendToFrame(id!, 'all', 'page:renew')));
}

/** Makes every page forget its descriptions for good: automatic mode goes on when the page is loaded again. */
export async function forgetInPages(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => sendToFrame(id!, 'all', 'page:undo')));
  await renewPages();
}

/** The innermost focused frame that Inkling may read; the top frame when there is none. */
export async function focusedFrame(tabId: number): Promise<number> {
  const hasFocus = () => document.hasFocus() && !(document.activeElement instanceof HTMLIFrameElement);
  try {
    const results = await browser.scripting.executeScript({ target: { tabId, allFrames: true }, func: hasFocus });
    return results.find((result) => result.result)?.frameId ?? 0;
  } catch {
    return 0; // an unreachable page; inject() says so
  }
}
