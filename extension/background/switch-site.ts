// The key that switches automatic mode on or off for the site of a tab. Runs in the service worker.
import browser from 'webextension-polyfill';
import { isWebPage } from '../match-patterns.ts';
import { text } from '../text.ts';
import { focusedFrame } from './frames.ts';
import { isOn, mayChangeSites, turnOff, turnOnIfAllowed } from './sites.ts';
import { speak, speakReason } from './speech.ts';

/** In storage.session: the popup is to begin with the focus on the switch. */
export const FOCUS_SWITCH = 'focusSwitch';

/** Says what it has done. Where a permission is missing it opens the popup instead: only a click there can ask for it. */
export async function switchSite({ id, url }: browser.Tabs.Tab): Promise<void> {
  const listener = async () => ({ tabId: id!, frameId: await focusedFrame(id!) });
  const say = async (sentence: string) => speak(sentence, await listener());
  if (!isWebPage(url)) return speakReason('page-unreachable', await listener());
  if (!mayChangeSites()) return say(text('normalWindowsOnly'));
  try {
    await change(url, say);
  } catch {
    await say(text('noRoomToSave'));
  }
}

async function change(url: string, say: (sentence: string) => Promise<void>): Promise<void> {
  const { origin, host } = new URL(url);
  if (await isOn(url)) {
    await turnOff(origin);
    return say(text('nowOff', host));
  }
  if (!(await turnOnIfAllowed({ origin, imageOrigins: [] }))) return openPopup(say);
  return say(text('nowOn', host));
}

async function openPopup(say: (sentence: string) => Promise<void>): Promise<void> {
  await browser.storage.session.set({ [FOCUS_SWITCH]: true });
  // Browsers before version 127 let no extension do this by itself.
  await browser.action.openPopup().catch(() => say(text('openToSwitchOn')));
}
