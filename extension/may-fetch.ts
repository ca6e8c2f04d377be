// Whether a picture may be asked for where it lies. Runs in the background and the popup.

import browser from 'webextension-polyfill';
import { ACTIVE_TAB_FETCHES } from '#browser/active-tab.ts';
import { isWebPage, patternOf } from './match-patterns.ts';

/**
 * Without permission the browser would still send the request, and tell the server which extension asks.
 * @param page address of the page that a user's request is about, or its origin
 */
export async function mayFetch(url: string, page?: string): Promise<boolean> {
  if (!isWebPage(url)) return true;
  const isThere = URL.canParse(page ?? '') && new URL(page!).origin === new URL(url).origin;
  return (ACTIVE_TAB_FETCHES && isThere) || browser.permissions.contains({ origins: [patternOf(url)] });
}
