// The key that switches automatic mode on or off for the site of a tab. Runs in the service worker.
import browser from 'webextension-polyfill';
import { isWebPage } from '../match-patterns.ts';
import { focusedFrame } from './frames.ts';
import { isOn, mayChangeSites, turnOff, turnOnIfAllowed } from './sites.ts';
import { speak, speakReason } from './speech.ts';

const NOT_SAVED = 'That could not be saved: the browser has no room for it';

/** In storage.session: the popup is to begin with the focus on the switch. */
export const FOCUS_SWITCH = 'focusSwitch';

/** Says what it has done. Where a permission is missing it opens the popup instead: only a click there can ask for it. */
export async function switchSite({ id, url }: browser.Tabs.Tab): Promise<void> {
  const listener = async () => ({ tabId: id!, frameId: await focusedFrame(id!) });
  const say = async (sentence: string) => speak(sentence, await listener());
  if (!isWebPage(url)) return speakReason('page-unreachable', await listener());
  if (!mayChangeSites()) return say('Sites are switched on and off in normal windows only: nothing is stored here');
  try {
    await change(url, say);
  } catch {
    await say(NOT_SAVED);
  }
}

async function change(url: string, say: (sentence: string) => Promise<void>): Promise<void> {
  const { origin, host } = new URL(url);
  if (await isOn(url)) {
    await turnOff(origin);
    return say(`Inkling is now off for ${host}`);
  }
  if (!(await turnOnIfAllowed({ origin, imageOrigins: [] }))) return openPopup(say);
  return say(`Inkling is now on for ${host}`);
}

async function openPopup(say: (sentence: string) => Promise<void>): Promise<void> {
  await browser.storage.session.set({ [FOCUS_SWITCH]: true });
  // Browsers before version 127 let no extension do this by itself.
  await browser.action.openPopup().catch(() => say('To switch this site on, open Inkling from the toolbar'));
}
