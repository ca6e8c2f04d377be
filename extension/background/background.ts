// Connects the browser's events to the functions that do the work. Runs in the background (Chrome's service worker, Firefox's
// event page), which may die between any two events.
import browser from 'webextension-polyfill';
import { putOffUpdates } from '#browser/updates.ts';
import { handle, ours, type Protocol } from '../messages.ts';
import { watchSettings } from '../settings.ts';
import { text } from '../text.ts';
import {
  cancelRequests,
  describePicture,
  explainPicture,
  forgetDescriptions,
  inUse,
  prepare,
} from './captioner-client.ts';
import { runCommand } from './commands.ts';
import { describeListed, describeOnRequest } from './describe-on-request.ts';
import { followSites, startInFrames, syncOnce } from './follow-sites.ts';
import { forgetInPages, renewPages } from './frames.ts';
import { addOwnWords, forgetOwnWords, setOwnWords } from './own-words.ts';
import { dropForbiddenSites, finishTurningOn, grantedAtInstall, isOn, modeFor } from './sites.ts';
import { type Listener, sayWithVoice, stopSpeaking, stopSpeakingIf } from './speech.ts';

handle({
  'background:describe': ({ picture }, sender) => describePicture(picture, sender),
  'background:explain': (picture, sender) => ours(sender) && explainPicture(picture, sender),
  'background:prepare': async (_, { tab }) => {
    if (await isOn(tab?.url)) await prepare();
  },
  'background:mode': (_, sender) => modeFor(sender.tab?.url),
  'background:cancel': ({ url }, sender) => cancelRequests(sender, url),
  'background:frame-left': (_, sender) => {
    stopSpeakingIf(({ tabId, frameId }) => tabId === sender.tab?.id && [0, frameId].includes(sender.frameId ?? 0));
    return cancelRequests(sender);
  },
  'background:stop-speaking': stopSpeaking,
  'background:describe-listed': (request, sender) => ours(sender) && describeListed(request),
  'background:say-aloud': (request, sender) => ours(sender) && sayWithVoice(request),
  'background:frames-changed': (_, { tab }) => tab && startInFrames(tab),
  'background:set-own-words': (request, sender) => ours(sender) && correct(request),
  'background:add-own-words': (request, sender) => ours(sender) && add(request),
  'background:forget-own-words': (_, sender) => ours(sender) && forgetOwnWords().then(renewPages),
  'background:in-use': (_, sender) => ours(sender) && inUse(),
  'background:forget-descriptions': (_, sender) => ours(sender) && forgetDescriptions().then(forgetInPages),
});

/** Settings that decide what is said of a picture. */
const SAID_BY = ['carefulness', 'wording', 'language', 'translate'] as const;

async function correct({ key, words }: Parameters<Protocol['background:set-own-words']>[0]) {
  const kept = await setOwnWords(key, words);
  if (kept) await renewPages();
  return { kept };
}

async function add({ pictures }: Parameters<Protocol['background:add-own-words']>[0]) {
  const added = await addOwnWords(pictures);
  await renewPages();
  return { added };
}

browser.contextMenus.onClicked.addListener(({ frameId, srcUrl, linkUrl, targetElementId }, tab) => {
  if (tab) describeOnRequest(tab, frameId, { from: 'menu', srcUrl, linkUrl, targetElementId });
});
browser.commands.onCommand.addListener(runCommand);

const tabOf = ({ tabId }: Listener) => browser.tabs.get(tabId).catch(() => undefined); // closed
browser.tabs.onActivated.addListener(() => {
  stopSpeakingIf(async (listener) => !(await tabOf(listener))?.active);
});
// "None" is no other window: a popup of ours, a menu or another program has the focus, maybe for a moment only.
browser.windows.onFocusChanged.addListener((now) => {
  if (now !== browser.windows.WINDOW_ID_NONE) {
    stopSpeakingIf(async (listener) => (await tabOf(listener))?.windowId !== now);
  }
});
browser.tabs.onRemoved.addListener((id) => {
  stopSpeakingIf(({ tabId }) => tabId === id);
  return cancelRequests({ tab: { id } });
});
browser.permissions.onAdded.addListener(finishTurningOn);
browser.permissions.onRemoved.addListener(dropForbiddenSites);
watchSettings((now, before) => {
  followSites(now, before);
  if (SAID_BY.some((setting) => now[setting] !== before[setting])) renewPages();
});

// Not for the content scripts, whose processes belong to web pages: the list of sites, and the user's own words. Firefox
// cannot keep it from them.
chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
// Private windows have a menu of their own, and none of the two events below.
if (browser.extension.inIncognitoContext) createMenu();

async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  // "all": overlays hide pictures from the browser, so the item has to be there for whatever lies under the pointer.
  browser.contextMenus.create({ id: 'describe', title: text('describe'), contexts: ['all'] });
}

putOffUpdates();
syncOnce().catch(() => undefined); // the next event tries again
browser.runtime.onStartup.addListener(syncOnce);
// The menu stays from one start to the next, the language of the browser may not.
browser.runtime.onStartup.addListener(() => browser.contextMenus.update('describe', { title: text('describe') }));
// One listener each: what fails does not keep the others.
browser.runtime.onInstalled.addListener(createMenu);
browser.runtime.onInstalled.addListener(syncOnce);
browser.runtime.onInstalled.addListener(async ({ reason }) => {
  // It explains how to switch a site on: nothing to read where all are on from the start, as in the test build.
  const isNews = reason === 'install' && grantedAtInstall().length === 0;
  if (isNews) await browser.tabs.create({ url: browser.runtime.getURL('welcome/index.html') });
});
