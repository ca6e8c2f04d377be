// When Firefox may put a new version in the place of this one. Runs in the event page.
import browser from 'webextension-polyfill';

/**
 * Only at a start of the browser, for which it waits where somebody listens: in the middle it would end the scripts in open
 * pages before they can take their labels back, and no later one knows those.
 */
export function putOffUpdates(): void {
  browser.runtime.onUpdateAvailable.addListener(() => {});
}
