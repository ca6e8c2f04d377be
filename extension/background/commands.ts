// What each key of the manifest does. Runs in the service worker.
import type browser from 'webextension-polyfill';
import { openDescribePage } from '../describe-page.ts';
import { describeOnRequest } from './describe-on-request.ts';
import { nextImage } from './next-image.ts';
import { stopSpeaking } from './speech.ts';
import { switchSite } from './switch-site.ts';

/** By the names in the manifest; `_execute_action` is missing because the browser itself opens the popup. */
const COMMANDS: Record<string, (tab: browser.Tabs.Tab) => unknown> = {
  describe: (tab) => describeOnRequest(tab, undefined, { from: 'command' }),
  'next-image': nextImage,
  'describe-page': () => openDescribePage(),
  stop: stopSpeaking,
  'switch-site': switchSite,
};

/** Does what the key is for in the tab where it was pressed. */
export function runCommand(command: string, tab?: browser.Tabs.Tab): void {
  if (tab) COMMANDS[command]?.(tab);
}
