// What lies around Inkling in Chrome: where keys are changed, and what Chrome itself does about pictures. Runs in extension pages.
import type { VNode } from 'preact';
import browser from 'webextension-polyfill';
import { text } from '../../text.ts';

/** Chrome gives pages no other way to them. */
const SHORTCUTS = 'chrome://extensions/shortcuts';

/** Opens the browser's page in which the keys of extensions are changed. */
export async function openShortcutSettings(): Promise<void> {
  await browser.tabs.create({ url: SHORTCUTS });
}

/** A paragraph about descriptions that the browser makes itself. */
export function OtherDescriptions(): VNode | null {
  return <p>{text('chromesOwn')}</p>;
}
