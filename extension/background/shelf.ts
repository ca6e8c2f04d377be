// Where the user's own words lie: on disk, or for private windows in memory. Runs in the service worker and the options page.
import browser from 'webextension-polyfill';
import { store } from '../settings.ts';

interface Shelf {
  /** One value, or all of them. */
  read(name?: string): Promise<Record<string, unknown>>;
  write(values: Record<string, unknown>): Promise<void>;
  remove(names: string[]): Promise<void>;
}

const onDisk: Shelf = {
  read: (name) => browser.storage.local.get(name ?? null),
  write: store,
  remove: (names) => browser.storage.local.remove(names),
};

/** Cached requests need an address; this one leads nowhere. */
const NOWHERE = 'https://own-words.invalid/';
const cache = () => caches.open('own-words');
const addressOf = (name: string) => NOWHERE + encodeURIComponent(name);

/**
 * The cache of the extension's own origin, which in private windows the browser keeps in memory and throws away with the
 * last of them. storage.session would not do: private and normal windows share it.
 */
const inMemory: Shelf = {
  async read(name) {
    const names = name === undefined ? await cachedNames() : [name];
    const found = await Promise.all(names.map(async (name) => [name, await cached(name)]));
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  },
  async write(values) {
    const open = await cache();
    const put = ([name, value]: [string, unknown]) => open.put(addressOf(name), new Response(JSON.stringify(value)));
    await Promise.all(Object.entries(values).map(put));
  },
  async remove(names) {
    const open = await cache();
    await Promise.all(names.map((name) => open.delete(addressOf(name))));
  },
};

async function cachedNames(): Promise<string[]> {
  const requests = await (await cache()).keys();
  return requests.map(({ url }) => decodeURIComponent(url.slice(NOWHERE.length)));
}

async function cached(name: string): Promise<unknown> {
  return (await (await cache()).match(addressOf(name)))?.json();
}

export const shelf = browser.extension.inIncognitoContext ? inMemory : onDisk;
