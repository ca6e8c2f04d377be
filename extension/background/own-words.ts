// The user's own words for pictures, kept by what the pictures show. Runs in the service worker and the options page.
import type { Answer, Finding } from '../messages.ts';
import { shelf } from './shelf.ts';

/** The user's description of a picture; null where they have hidden the description. */
export type OwnWords = string | null;

export const LONGEST_WORDS = 300;
/** Bounds what is stored; nobody corrects more by hand. */
export const MOST_PICTURES = 5000;

const PREFIX = 'own-words:';
/** What a picture shows, and the weights that looked at it, see picture-key.ts. A correction outlives the weights. */
const KEY = /^([0-9a-f]{64})(-[0-9a-f]+)?$/;

/** In one line, without control characters, and not too long. */
export function clean(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return Array.from(line).slice(0, LONGEST_WORDS).join('').trimEnd();
}

/**
 * @param words null hides the description; undefined gives the choice back to the model
 * @returns false, and nothing changes, when the key or the words are not usable or there are too many already
 */
export async function setOwnWords(key: string, words?: OwnWords): Promise<boolean> {
  const name = nameOf(key);
  if (name === undefined) return false;
  if (words === undefined) return shelf.remove([name]).then(() => true);
  const value = typeof words === 'string' ? clean(words) : words;
  if (!isOwnWords(value) || (await isFull(name))) return false;
  await shelf.write({ [name]: value });
  return true;
}

/** Adds words from a file, not trusted; what is there already stays. @returns how many pictures are new */
export async function addOwnWords(pictures: Record<string, unknown>): Promise<number> {
  const there = await listOwnWords();
  const fresh = Object.entries(pictures).filter(
    ([picture, words]) => isName(PREFIX + picture) && isOwnWords(words) && !Object.hasOwn(there, picture),
  );
  const fitting = fresh.slice(0, MOST_PICTURES - Object.keys(there).length);
  await shelf.write(Object.fromEntries(fitting.map(([picture, words]) => [PREFIX + picture, words])));
  return fitting.length;
}

/** Picture (64 hex digits) → words, for all pictures that have any. */
export async function listOwnWords(): Promise<Record<string, OwnWords>> {
  const all = Object.entries(await shelf.read()).filter(([name, value]) => isName(name) && isOwnWords(value));
  return Object.fromEntries(all.map(([name, value]) => [name.slice(PREFIX.length), value as OwnWords]));
}

export async function forgetOwnWords(): Promise<void> {
  await shelf.remove(Object.keys(await shelf.read()).filter(isName));
}

/** The user's words win, whatever the model says: also where it says nothing. */
export async function withOwnWords(finding: Finding): Promise<Omit<Answer, 'wording'>> {
  const words = finding.key === undefined ? undefined : await ownWordsFor(finding.key);
  if (words === undefined) return finding;
  const { reason: _, careful: __, ...rest } = { ...finding, words: [], guesses: [] };
  if (words === null) return { ...rest, text: null, band: null, reason: 'hidden', probability: 0 };
  return { ...rest, text: words, careful: words, band: 'likely', own: true, probability: 1 };
}

async function ownWordsFor(key: string): Promise<OwnWords | undefined> {
  const name = nameOf(key);
  if (name === undefined) return undefined;
  const value = (await shelf.read(name))[name];
  return isOwnWords(value) ? value : undefined;
}

function nameOf(key: string): string | undefined {
  const picture = KEY.exec(key)?.[1];
  return picture && PREFIX + picture;
}

const isName = (name: string) => name.startsWith(PREFIX) && /^[0-9a-f]{64}$/.test(name.slice(PREFIX.length));

/** Storage survives updates and can be edited by hand, so it is not trusted. */
const isOwnWords = (value: unknown): value is OwnWords =>
  value === null || (typeof value === 'string' && value !== '' && clean(value) === value);

async function isFull(name: string): Promise<boolean> {
  const names = Object.keys(await shelf.read()).filter(isName);
  return names.length >= MOST_PICTURES && !names.includes(name);
}
