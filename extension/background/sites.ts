// The per-site switch: permissions, registered content scripts and open tabs follow from the list in the settings.
// Switching runs in the popup and the options page (a click is needed); following runs in the service worker.
import browser from 'webextension-polyfill';
import { covers, isWebPage, patternOf } from '../match-patterns.ts';
import { type Mode, sendToFrame } from '../messages.ts';
import { createQueue } from '../queue.ts';
import { getSettings, type Site, setSettings } from '../settings.ts';
import { CONTENT_SCRIPT, inject } from './frames.ts';

const SCRIPT_ID = 'automatic';
const PENDING = 'siteBeingTurnedOn';
/** A page can name as many origins as it likes; nobody can judge a longer list in a prompt. */
const MOST_IMAGE_ORIGINS = 20;

/** What the manifest grants at install counts as switched on: nothing in the product, local hosts in the test build. */
export const grantedAtInstall = (): string[] => browser.runtime.getManifest().host_permissions ?? [];
const patternsOf = (site: Site) => [site.origin, ...site.imageOrigins].map(patternOf);

/**
 * Asks for the permissions of a site and its pictures and switches it on. Must be called directly in a click: nothing
 * may be awaited before the request. The prompt can close the popup and end this function, so the intention is stored
 * and the service worker finishes when the permission arrives. @returns whether it was granted
 */
export async function turnOn(origin: string, imageOrigins: string[]): Promise<boolean> {
  const site: Site = { origin, imageOrigins: imageOrigins.slice(0, MOST_IMAGE_ORIGINS) };
  const stored = browser.storage.session.set({ [PENDING]: site });
  const allowed = await browser.permissions.request({ origins: patternsOf(site) });
  await stored;
  if (allowed) await finishTurningOn();
  else await browser.storage.session.remove(PENDING);
  return allowed;
}

/** Adds the site that waits for its permission to the list, if it has it by now. */
export async function finishTurningOn(): Promise<void> {
  const site = (await browser.storage.session.get(PENDING))[PENDING] as Site | undefined;
  if (!site || !(await browser.permissions.contains({ origins: patternsOf(site) }))) return;
  const { sites } = await getSettings();
  await setSettings({ sites: [...sites.filter(({ origin }) => origin !== site.origin), site] });
  await browser.storage.session.remove(PENDING);
}

/** Takes a site off the list; the service worker does the rest. */
export async function turnOff(origin: string): Promise<void> {
  const { sites } = await getSettings();
  await setSettings({ sites: sites.filter((site) => site.origin !== origin) });
}

/** Is automatic mode on for pages at this address? The top page's address decides for all frames in it. */
export async function isOn(url: string | undefined): Promise<boolean> {
  if (!isWebPage(url)) return false;
  const { sites } = await getSettings();
  const { origin } = new URL(url);
  return covers(grantedAtInstall(), url) || sites.some((site) => site.origin === origin);
}

/** What the content scripts in a tab may do unasked. @param url of the top page */
export async function modeFor(url: string | undefined): Promise<Mode> {
  const { mostPerPage } = await getSettings();
  return { automatic: await isOn(url), mostPerPage };
}

const oneAtATime = createQueue(1);

/** Follows a change of the list: scripts for coming pages, labels and permissions of the present ones. */
export function followSites(now: Site[], before: Site[]): Promise<void> {
  return oneAtATime(async () => {
    await register(now);
    await startInOpenTabs(changedSince(before, now).map(({ origin }) => patternOf(origin)));
    const gone = missingFrom(now, before);
    await undoInOpenTabs(gone.map(({ origin }) => origin));
    await giveBack(gone, now);
  });
}

/** Brings registered scripts and open tabs in line with the list, after an installation, an update or a start. */
export async function syncSites(): Promise<void> {
  const { sites } = await getSettings();
  await oneAtATime(async () => startInOpenTabs(await register(sites)));
}

/** Drops the sites whose permission the user took back in the browser's own settings. */
export async function dropForbiddenSites(): Promise<void> {
  const { sites } = await getSettings();
  const allowed = await Promise.all(
    sites.map(({ origin }) => browser.permissions.contains({ origins: [patternOf(origin)] })),
  );
  if (!allowed.every(Boolean)) await setSettings({ sites: sites.filter((_, i) => allowed[i]) });
}

const missingFrom = (list: Site[], candidates: Site[]) =>
  candidates.filter((site) => !list.some(({ origin }) => origin === site.origin));

/** New sites, and those that may read from more places now. */
const changedSince = (before: Site[], now: Site[]) => {
  const known = new Set(before.map((site) => JSON.stringify(site)));
  return now.filter((site) => !known.has(JSON.stringify(site)));
};

/** One registration covers all sites. @returns the patterns it covers */
async function register(sites: Site[]): Promise<string[]> {
  const matches = [...new Set([...sites.map(({ origin }) => patternOf(origin)), ...grantedAtInstall()])];
  const ids = [SCRIPT_ID];
  const exists = (await browser.scripting.getRegisteredContentScripts({ ids })).length > 0;
  if (matches.length === 0) {
    if (exists) await browser.scripting.unregisterContentScripts({ ids });
    return matches;
  }
  const script = { id: SCRIPT_ID, js: [CONTENT_SCRIPT], matches, allFrames: true, matchOriginAsFallback: true };
  // The polyfill's types do not know matchOriginAsFallback: about:blank and srcdoc frames belong to their parent's site.
  if (exists) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
  return matches;
}

/** Tabs that were open before get the script too, and start if they already had it. */
async function startInOpenTabs(patterns: string[]): Promise<void> {
  await inOpenTabs(patterns, async (tabId) => {
    await inject(tabId, 'all');
    await sendToFrame(tabId, 'all', 'page:start-automatic');
  });
}

async function undoInOpenTabs(origins: string[]): Promise<void> {
  await inOpenTabs(origins.map(patternOf), (tabId) => sendToFrame(tabId, 'all', 'page:undo'));
}

/** A tab that is asleep, closing or showing an error page has nothing to do; the others still get their turn. */
async function inOpenTabs(patterns: string[], act: (tabId: number) => Promise<unknown>): Promise<void> {
  if (patterns.length === 0) return;
  const tabs = await browser.tabs.query({ url: patterns });
  await Promise.allSettled(tabs.map((tab) => act(tab.id!)));
}

/** Returns the permissions that only the sites that are gone needed. */
async function giveBack(gone: Site[], remaining: Site[]): Promise<void> {
  const needed = new Set([...remaining.flatMap(patternsOf), ...grantedAtInstall()]);
  const origins = gone.flatMap(patternsOf).filter((pattern) => !needed.has(pattern));
  if (origins.length > 0) await browser.permissions.remove({ origins });
}
