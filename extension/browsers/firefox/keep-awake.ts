// Keeps Firefox from unloading the event page in the middle of something. Runs in Firefox's event page.
import browser from 'webextension-polyfill';

/**
 * Milliseconds. The page is unloaded half a minute after the last event or call into the browser; an unfinished answer or
 * listener only counts once.
 */
const PULSE = 500;

/** Calls into the browser again and again, for as long as the work lasts. @returns the work */
export function keepAwake<T>(work: Promise<T>): Promise<T> {
  const pulse = setInterval(() => browser.runtime.getPlatformInfo(), PULSE);
  return work.finally(() => clearInterval(pulse));
}
