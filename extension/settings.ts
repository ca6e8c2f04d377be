// Typed settings with defaults, kept in storage.local. Runs in the service worker, the popup and the options page.
import browser from 'webextension-polyfill';
import { CAREFULNESSES, type Carefulness } from '../model/carefulness.ts';
import { LANGUAGES, type Language } from './languages/languages.ts';
import { isWebPage } from './match-patterns.ts';
import type { Compute } from './messages.ts';
import { WORDINGS, type Wording } from './wording.ts';

export const VOICES = ['chrome', 'screen reader', 'both'] as const;
export const COMPUTES = ['automatic', 'graphics card', 'processor'] as const satisfies Compute[];
export type Voice = (typeof VOICES)[number];

/** A site where automatic mode is on. */
export interface Site {
  /** e.g. "https://news.example" */
  origin: string;
  /** Other origins its pictures come from, which the user allowed together with it. */
  imageOrigins: string[];
}

export interface Settings {
  carefulness: Carefulness;
  wording: Wording;
  /** Of what is said and written of pictures. */
  language: Language;
  /** Whole sentences in it, by the browser's translator. */
  translate: boolean;
  voice: Voice;
  /** Speed of Chrome's voice, 1 = normal. */
  rate: number;
  /** The name of the browser's voice; '' leaves the choice to the system. */
  speaker: string;
  compute: Compute;
  /** Different pictures per page that are described before anybody comes near them. */
  mostPerPage: number;
  sites: Site[];
  /** Automatic mode is on for all sites but the exceptions. */
  everywhere: boolean;
  /** Origins where it is off all the same. */
  exceptions: string[];
}

/** The largest limit on offer. */
export const MOST_PER_PAGE = 500;
/** Characters; names of voices are shorter. */
const LONGEST_SPEAKER = 300;
export const RATES = { least: 0.5, most: 4 };
export const DEFAULTS: Settings = {
  carefulness: 'normal',
  wording: 'full',
  language: 'en',
  translate: false,
  voice: 'chrome',
  rate: 1,
  speaker: '',
  compute: 'automatic',
  mostPerPage: 50, // nobody listens to more, and a page cannot keep us busy
  sites: [],
  everywhere: false,
  exceptions: [],
};

const isOrigin = (value: unknown): boolean => {
  return typeof value === 'string' && isWebPage(value) && new URL(value).origin === value;
};
const isSite = (value: unknown): value is Site => {
  const site = value as Site | null;
  return isOrigin(site?.origin) && Array.isArray(site?.imageOrigins) && site.imageOrigins.every(isOrigin);
};

/** Is a stored value usable? Storage survives updates and can be edited by hand, so it is not trusted. */
const VALID: { [K in keyof Settings]: (value: unknown) => boolean } = {
  carefulness: (value) => CAREFULNESSES.includes(value as Carefulness),
  wording: (value) => WORDINGS.includes(value as Wording),
  language: (value) => LANGUAGES.includes(value as Language),
  translate: (value) => typeof value === 'boolean',
  voice: (value) => VOICES.includes(value as Voice),
  rate: (value) => typeof value === 'number' && value >= RATES.least && value <= RATES.most,
  speaker: (value) => typeof value === 'string' && value.length <= LONGEST_SPEAKER,
  compute: (value) => COMPUTES.includes(value as Compute),
  mostPerPage: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_PER_PAGE,
  sites: (value) => Array.isArray(value) && value.every(isSite),
  everywhere: (value) => typeof value === 'boolean',
  exceptions: (value) => Array.isArray(value) && value.every(isOrigin),
};

const KEYS = Object.keys(DEFAULTS) as (keyof Settings)[];

/** Stored values → settings; whatever is missing or corrupt takes its default. */
export function parseSettings(stored: Record<string, unknown>): Settings {
  const parsed = KEYS.map((key) => [key, VALID[key](stored[key]) ? stored[key] : DEFAULTS[key]]);
  return Object.fromEntries(parsed) as Settings;
}

export async function getSettings(): Promise<Settings> {
  return parseSettings(await browser.storage.local.get(KEYS));
}

/** Takes what no version of Inkling can use out of storage. @returns which settings that were */
export async function resetCorruptSettings(): Promise<(keyof Settings)[]> {
  const stored = await browser.storage.local.get(KEYS);
  const corrupt = KEYS.filter((key) => key in stored && !VALID[key](stored[key]));
  if (corrupt.length > 0) await browser.storage.local.remove(corrupt);
  return corrupt;
}

export const setSettings = (change: Partial<Settings>): Promise<void> => store(change);

/** Rejects where there is no room, and says so: Firefox does only every other time, and else calls it something unexpected. */
export function store(values: Record<string, unknown>): Promise<void> {
  const set = () => browser.storage.local.set(values);
  return set().catch((error) => (saysFull(error) ? Promise.reject(error) : set()));
}

/** Is that the error of a store that is full? */
export const saysFull = (error: unknown): boolean => /quota|no space/i.test(String(error));

/** Calls `changed` with the new and the old settings after every change, from whichever context. */
export function watchSettings(changed: (now: Settings, before: Settings) => void): void {
  browser.storage.onChanged.addListener(async (changes, area) => {
    if (area !== 'local' || !KEYS.some((key) => key in changes)) return;
    const now = await getSettings();
    const old = Object.entries(changes).map(([key, change]) => [key, change.oldValue]);
    changed(now, parseSettings({ ...now, ...Object.fromEntries(old) }));
  });
}
