// What is known of each word: kind, base form, habits, from weights/words.json. Runs everywhere.
import json from '../weights/words.json' with { type: 'json' };

export type Kind = 'noun' | 'verb' | 'modifier' | 'function';

/**
 * plural: a noun of many; bare: a singular noun that may stand without an article ("snow"); needs: a verb that means
 * nothing without its object ("wearing"); group: "group", a noun that counts others; relational: "edge", a noun that
 * says where.
 */
export type Trait = 'plural' | 'bare' | 'needs' | 'group' | 'relational';

/** One line of words.json. */
export interface WordEntry {
  /** Likeliest kind; a second one that is not rare in `also`. */
  kind: Kind;
  also?: Kind;
  /** The form in which words are compared, where it is not the word itself. */
  lemma?: string;
  /** What every such thing is as well: a surfer is a person. */
  is?: string;
  traits?: Trait[];
}

const table = new Map(Object.entries(json as Record<string, WordEntry>));

const UNKNOWN_WORD: WordEntry = { kind: 'noun' };

/** @returns the entry of a word in any case; words outside the table are taken for nouns. */
export const entryOf = (word: string): WordEntry => table.get(word.toLowerCase()) ?? UNKNOWN_WORD;

export const has = (word: string, trait: Trait): boolean => entryOf(word).traits?.includes(trait) ?? false;

/** The likeliest kind of a word without its sentence. */
export const kindOf = (word: string): Kind => entryOf(word).kind;

/**
 * The form in which two words are compared: lower case, singular, base form; persons are all "person", dogs all "dog".
 * Of words outside the table only the plural is taken off.
 */
export function lemmaOf(word: string): string {
  const plain = word.toLowerCase();
  if (table.has(plain)) return entryOf(plain).lemma ?? plain;
  const singular = singulars(plain).find((form) => table.has(form));
  return singular ? lemmaOf(singular) : singulars(plain)[0];
}

/** The singulars that a word could have, likeliest first; the word itself when it is no plural. */
function singulars(word: string): string[] {
  if (!/[^su']s$/.test(word) || word.length < 4) return [word];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(ch|sh|x|ss|zz)es$/.test(word)) return [word.slice(0, -2)];
  return [word.slice(0, -1)];
}

/** What someone has said who said these words: their lemmas, and what those things are as well. */
export function lemmasSaid(words: Iterable<string>): Set<string> {
  return new Set([...words].flatMap((word) => [lemmaOf(word), ...kindsOfThing(word)]));
}

/** "t-shirt" → shirt, clothing. */
function kindsOfThing(word: string): string[] {
  const is = entryOf(word).is ?? entryOf(lemmaOf(word)).is;
  return is ? [is, ...kindsOfThing(is)] : [];
}

/** Words of the table that have this base form, for example all forms of "run". */
export const formsOf = (lemma: string): string[] => forms.get(lemma) ?? [];

const forms = new Map<string, string[]>();
for (const word of table.keys()) forms.set(lemmaOf(word), [...formsOf(lemmaOf(word)), word]);
