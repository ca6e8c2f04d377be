// Says several noun phrases as one: "a man and a woman" → "two people". Pure; runs everywhere.
import { type SaidPhrase, sayPhrase } from './noun-phrases.ts';
import type { NounPhrase } from './read-phrase.ts';
import { glue, type Keep, type Said, textOf, withArticle } from './said.ts';
import { formsOf, has, lemmaOf } from './word-table.ts';

export interface SaidList {
  words: Said[];
  plural: boolean;
  /** Whether the last of them is said, so that what follows can refer to it. */
  last: boolean;
  lemmas: string[];
}

/** @returns what is sure of the phrases, joined by commas and "and"; null when nothing is. */
export function sayList(phrases: NounPhrase[], keep: Keep, first: boolean): SaidList | null {
  const said: SaidPhrase[] = [];
  let last = false;
  for (const phrase of phrases) {
    const next = sayPhrase(phrase, keep, first && said.length === 0);
    if (next) add(said, next);
    last = next !== null;
  }
  if (said.length === 0) return null;
  return {
    words: joinList(said.map(({ words }) => words)),
    plural: said.length > 1 || said[0].plural,
    last,
    lemmas: said.map(({ lemma }) => lemma),
  };
}

/** Repetitions fall away; equals are counted together. */
function add(said: SaidPhrase[], next: SaidPhrase): void {
  if (said.some((other) => textOf(other.words) === textOf(next.words) && other.original === next.original)) return;
  const at = said.findIndex(
    (other) => group(other) === group(next) && other.before === next.before && mayCount(other, next),
  );
  if (at < 0) said.push(next);
  else said[at] = together(said[at], next);
}

/** Singular and plural of one noun are of one group. */
const group = ({ head }: SaidPhrase) =>
  ({ people: 'person', person: 'person', children: 'child', child: 'child' })[head] ?? lemmaOf(head);

/** "a dog and dogs" and "a dog and the dog" stay apart, and so does what has no plural. */
function mayCount(one: SaidPhrase, other: SaidPhrase): boolean {
  const counted = one.count > 0 && other.count > 0;
  const persons = ['person', 'child'].includes(group(one));
  const open = ({ words }: SaidPhrase) => /^(an?|one|two|three|several|another|the)$/.test(words[0].text);
  return persons || (counted && open(one) && open(other) && pluralOf(one.head) !== null);
}

function together(one: SaidPhrase, other: SaidPhrase): SaidPhrase {
  const head = pluralOf(one.head) ?? one.head;
  const count = one.count > 0 && other.count > 0 ? Math.min(3, one.count + other.count) : 0;
  const number = ['', '', 'two', 'several'][count];
  const kept = one.words.slice(-1 - (one.before ? one.before.split(' ').length : 0));
  const places = other.words.flatMap(({ at, also = [] }) => [...also, ...(at === null ? [] : [at])]);
  const noun = { ...kept[kept.length - 1], text: head, also: places };
  return {
    ...one,
    words: [...(number ? [glue(number)] : []), ...kept.slice(0, -1), noun],
    head,
    count,
    plural: true,
    original: `${one.original} and ${other.original}`,
  };
}

/** The plural, where the word table has one. */
function pluralOf(noun: string): string | null {
  const known: Record<string, string> = { person: 'people', child: 'children' };
  if (known[noun] || Object.values(known).includes(noun) || has(noun, 'plural')) return known[noun] ?? noun;
  return formsOf(lemmaOf(noun)).find((form) => has(form, 'plural') && form.startsWith(noun.slice(0, -1))) ?? null;
}

/** "a", "a and b", "a, b and c". */
export function joinList(parts: Said[][]): Said[] {
  return withArticle(
    parts.flatMap((words, i) => {
      if (i === 0) return words;
      return i === parts.length - 1 ? [glue('and'), ...words] : [glue(','), ...words];
    }),
  );
}

/** "in the pool" → "a pool", where nothing goes before. */
export function introduce([first, ...rest]: Said[]): Said[] {
  if (first.text !== 'the' || rest.length === 0) return [first, ...rest];
  const noun = rest[rest.length - 1].text;
  return has(noun, 'bare') || has(noun, 'plural') || noun === 'people' ? rest : withArticle([glue('a'), ...rest]);
}
