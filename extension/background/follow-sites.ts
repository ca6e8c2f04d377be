// Registered content scripts, open tabs and permissions follow from the sites that are on. Runs in the service worker:
// in the one of private windows too, which sees their tabs only; registrations and permissions are shared.
import browser from 'webextension-polyfill';
import { EVERYWHERE, patternOf } from '../match-patterns.ts';
import { sendToFrame } from '../messages.ts';
import { createQueue } from '../queue.ts';
import { getSettings } from '../settings.ts';
import { CONTENT_SCRIPT, inject, soon } from './frames.ts';
import { grantedAtInstall, isOn, isOnWith, mayChangeSites, patternsOf, type Switches } from './sites.ts';

const SCRIPT_ID = 'automatic';
const oneAtATime = createQueue(1);

/** Follows a change of the switches: scripts for coming pages, labels and permissions of the present ones. */
export async function followSites(now: Switches, before: Switches): Promise<void> {
  if (isSame(pick(now), pick(before))) return;
  await oneAtATime(async () => {
    if (mayChangeSites()) await register(now);
    await inOpenTabs((tab) => follow(tab, now, before));
    if (mayChangeSites()) await giveBack(now, before);
  });
}

/** Brings registered scripts and open tabs in line with the switches, after an installation, an update or a start. */
async function syncSites(): Promise<void> {
  const now = await getSettings();
  await oneAtATime(async () => {
    try {
      await register(now);
    } finally {
      await inOpenTabs((tab) => isOnWith(now, tab.url) && start(tab.id!));
    }
  });
}

const SYNCED = 'synced';
let syncing: Promise<void> | undefined;

/**
 * The same, once in the life of the extension, of which this memory of the browser has as much: it tells of installations
 * and starts, but not that the extension was switched on again. Not in private windows, of which nothing is noted.
 */
export function syncOnce(): Promise<void> {
  const sync = async () => {
    if (!mayChangeSites() || (await browser.storage.session.get(SYNCED))[SYNCED]) return;
    await syncSites();
    await browser.storage.session.set({ [SYNCED]: true });
  };
  syncing ??= sync().catch((error) => {
    syncing = undefined; // the next event tries again
    throw error;
  });
  return syncing;
}

/** Tabs that have a request to start in their frames before them. */
const waiting = new Set<number>();
const oneStartAtATime = createQueue(1);

/** The switch of the top page counts for all its frames, also for those of sites that are not on themselves. */
export async function startInFrames({ id, url }: browser.Tabs.Tab): Promise<void> {
  if (waiting.has(id!)) return; // a page that keeps adding frames cannot pile up work
  waiting.add(id!);
  await oneStartAtATime(async () => {
    waiting.delete(id!);
    if (await isOn(url)) await inject(id!, 'all');
  });
}

const pick = ({ sites, everywhere, exceptions }: Switches): Switches => ({ sites, everywhere, exceptions });
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** One registration covers all sites. */
async function register({ sites, everywhere, exceptions }: Switches): Promise<void> {
  const own = sites.map(({ origin }) => patternOf(origin));
  const matches = [...new Set([...own, ...(everywhere ? EVERYWHERE : []), ...grantedAtInstall()])];
  const ids = [SCRIPT_ID];
  const exists = (await browser.scripting.getRegisteredContentScripts({ ids })).length > 0;
  if (matches.length === 0) {
    if (exists) await browser.scripting.unregisterContentScripts({ ids });
    return;
  }
  const excludeMatches = exceptions.map((origin) => `${origin}/*`);
  const where = { matches, excludeMatches, allFrames: true, matchOriginAsFallback: true };
  const script = { id: SCRIPT_ID, js: [CONTENT_SCRIPT], persistAcrossSessions: true, ...where };
  // The polyfill's types do not know matchOriginAsFallback: about:blank and srcdoc frames belong to their parent's site.
  if (exists) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}

/**
 * A page whose switch or pictures have changed starts or stops. Where the permission is gone already, the address is
 * hidden; such a page may still have labels, and nothing may go on in it.
 */
async function follow({ id, url }: browser.Tabs.Tab, now: Switches, before: Switches): Promise<void> {
  const [is, was] = [now, before].map((switches) => isOnWith(switches, url));
  if (is && !(was && isSame(entry(now, url!), entry(before, url!)))) await start(id!);
  if (!is && (was || url === undefined)) await sendToFrame(id!, 'all', 'page:undo');
}

/** What the list says of the site of an address. */
const entry = ({ sites }: Switches, url: string) => sites.find(({ origin }) => origin === new URL(url).origin);

/** Tabs that were open before get the script too, and start if they already had it. */
async function start(tabId: number): Promise<void> {
  await inject(tabId, 'all');
  await sendToFrame(tabId, 'all', 'page:start-automatic');
}

/** A tab that is asleep, closing or showing an error page has nothing to do; the others still get their turn. */
async function inOpenTabs(act: (tab: browser.Tabs.Tab) => unknown): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map((tab) => soon((async () => act(tab))())));
}

/** Returns the permissions that no site needs any more; that for all sites is returned by its own switch. */
async function giveBack(now: Switches, before: Switches): Promise<void> {
  const needed = new Set([...now.sites.flatMap(patternsOf), ...grantedAtInstall()]);
  const origins = before.sites.flatMap(patternsOf).filter((pattern) => !needed.has(pattern));
  if (origins.length > 0) await browser.permissions.remove({ origins });
}
