// The key that switches automatic mode on or off for the site of a tab. Runs in the service worker.
import browser from 'webextension-polyfill';
import { REASONS } from '../../model/reasons.ts';
import { isWebPage, patternOf } from '../match-patterns.ts';
import { getSettings, setSettings } from '../settings.ts';
import { focusedFrame } from './frames.ts';
import { isOn, turnOff } from './sites.ts';
import { speak } from './speech.ts';

/** In storage.session: the popup is to begin with the focus on the switch. */
export const FOCUS_SWITCH = 'focusSwitch';

/** Says what it has done. Where a permission is missing it opens the popup instead: only a click there can ask for it. */
export async function switchSite({ id, url }: browser.Tabs.Tab): Promise<void> {
  const say = async (sentence: string) => speak(sentence, { tabId: id!, frameId: await focusedFrame(id!) });
  if (!isWebPage(url)) return say(REASONS['page-unreachable']);
  const { origin, host } = new URL(url);
  const { sites } = await getSettings();
  if (sites.some((site) => site.origin === origin)) {
    await turnOff(origin);
    return say(`Inkling is now off for ${host}`);
  }
  if (await isOn(url)) return say(`Inkling is on for ${host}`);
  if (!(await browser.permissions.contains({ origins: [patternOf(origin)] }))) return openPopup(say);
  await setSettings({ sites: [...sites, { origin, imageOrigins: [] }] });
  return say(`Inkling is now on for ${host}`);
}

async function openPopup(say: (sentence: string) => Promise<void>): Promise<void> {
  await browser.storage.session.set({ [FOCUS_SWITCH]: true });
  // Browsers before version 127 let no extension do this by itself.
  await browser.action.openPopup().catch(() => say('To switch this site on, open Inkling from the toolbar'));
}
