// The switch for a site, and the one for all sites. Switching runs in the popup and the options page (a click is needed);
// the service worker asks here what is on, and finishes what a closing popup could not.
import browser from 'webextension-polyfill';
import { covers, EVERYWHERE, isWebPage, patternOf } from '../match-patterns.ts';
import type { Mode } from '../messages.ts';
import { getSettings, type Settings, type Site, setSettings } from '../settings.ts';
import { renewedAt } from './frames.ts';

const PENDING = 'siteBeingTurnedOn';
/** A page can name as many origins as it likes; nobody can judge a longer list in a prompt. */
const MOST_IMAGE_ORIGINS = 20;

/** Where automatic mode is on. */
export type Switches = Pick<Settings, 'sites' | 'everywhere' | 'exceptions'>;

/** What the manifest grants at install counts as switched on: nothing in the product, local hosts in the test build. */
export const grantedAtInstall = (): string[] => browser.runtime.getManifest().host_permissions ?? [];

/** Every permission that a site needs. */
export const patternsOf = (site: Site) => [site.origin, ...site.imageOrigins].map(patternOf);

/** Not in private windows: the list is stored, and would tell where somebody has been. What is on, is on there too. */
export function mayChangeSites(): boolean {
  return !browser.extension.inIncognitoContext;
}

/**
 * Asks for the permissions of a site and its pictures and switches it on; where all sites are on, it is no exception any
 * more. Must be called directly in a click: nothing may be awaited before the request. The prompt can close the popup
 * and end this function, so the intention is stored and the service worker finishes when the permission arrives.
 * @returns whether it was granted; false in private windows
 */
export async function turnOn(origin: string, imageOrigins: string[]): Promise<boolean> {
  if (!mayChangeSites()) return false;
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
  if (!mayChangeSites()) return; // the other windows' own service worker does it
  const site = (await browser.storage.session.get(PENDING))[PENDING] as Site | undefined;
  if (site && (await turnOnIfAllowed(site))) await browser.storage.session.remove(PENDING);
}

/** Switches a site on without asking. @returns false where a permission is missing, and in private windows */
export async function turnOnIfAllowed(site: Site): Promise<boolean> {
  if (!mayChangeSites() || !(await isAllowed(patternsOf(site)))) return false;
  const { sites, everywhere, exceptions } = await getSettings();
  const others = sites.filter(({ origin }) => origin !== site.origin);
  await setSettings({
    sites: everywhere ? sites : [...others, site],
    exceptions: exceptions.filter((origin) => origin !== site.origin),
  });
  return true;
}

/**
 * Takes a site off the list; where all sites are on, it becomes an exception. The service worker does the rest. Does
 * nothing in private windows.
 */
export async function turnOff(origin: string): Promise<void> {
  if (!mayChangeSites()) return;
  const now = await getSettings();
  const sites = now.sites.filter((site) => site.origin !== origin);
  const exceptions = isOnWith({ ...now, sites }, origin) ? [...now.exceptions, origin] : now.exceptions;
  await setSettings({ sites, exceptions });
}

/** Asks for all sites and switches them on. Must be called directly in a click. @returns whether it was granted */
export async function turnOnEverywhere(): Promise<boolean> {
  if (!mayChangeSites()) return false;
  const forgotten = browser.storage.session.remove(PENDING); // a site that was refused must not come with the others
  const allowed = await browser.permissions.request({ origins: EVERYWHERE });
  await forgotten;
  if (allowed) await setSettings({ everywhere: true });
  return allowed;
}

/**
 * Only the sites on the list stay on; without a use, the exceptions are forgotten. Together with the permission for all
 * sites the browser takes those for single sites, so they are asked for again: it remembers and grants them without a
 * prompt; Firefox takes none of them. Must be called in a click. Does nothing in private windows. @returns whether the sites on the list are still on
 */
export async function turnOffEverywhere(): Promise<boolean> {
  if (!mayChangeSites()) return true;
  return oneAtATime(async () => {
    const { sites } = await getSettings();
    await browser.permissions.remove({ origins: EVERYWHERE });
    const origins = sites.flatMap(patternsOf);
    const kept = (await isAllowed(origins)) || (await browser.permissions.request({ origins }));
    await setSettings({ sites: kept ? sites : [], everywhere: false, exceptions: [] });
    return kept;
  });
}

/** Is automatic mode on for pages at this address? The top page's address decides for all frames in it. */
export async function isOn(url: string | undefined): Promise<boolean> {
  return isOnWith(await getSettings(), url);
}

/** The same with these switches. */
export function isOnWith({ sites, everywhere, exceptions }: Switches, url: string | undefined): boolean {
  if (!isWebPage(url)) return false;
  const { origin } = new URL(url);
  if (sites.some((site) => site.origin === origin)) return true;
  return !exceptions.includes(origin) && (everywhere || covers(grantedAtInstall(), url));
}

/** What the content scripts in a tab may do unasked. @param url of the top page */
export async function modeFor(url: string | undefined): Promise<Mode> {
  const { mostPerPage } = await getSettings();
  return { automatic: await isOn(url), mostPerPage, renewed: await renewedAt() };
}

/** Follows what the user took back in the browser's own settings. */
export async function dropForbiddenSites(): Promise<void> {
  if (!mayChangeSites()) return;
  await oneAtATime(async () => {
    const { sites, everywhere } = await getSettings();
    if (everywhere && !(await isAllowed(EVERYWHERE))) {
      await browser.permissions.remove({ origins: EVERYWHERE }); // what is left of it
      await setSettings({ everywhere: false, exceptions: [] });
    }
    const allowed = await Promise.all(sites.map(({ origin }) => isAllowed([patternOf(origin)])));
    if (!allowed.every(Boolean)) await setSettings({ sites: sites.filter((_, i) => allowed[i]) });
  });
}

const isAllowed = (origins: string[]) => browser.permissions.contains({ origins });

/** In all contexts of the extension: between two permissions, a site must not seem forbidden. */
const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('sites', work);
