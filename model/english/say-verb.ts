// Says what stands between two noun phrases: auxiliary, verb, preposition, in the right number. Pure; runs everywhere.

import { isParticiple } from '../words.ts';
import { isDenied, maySayBefore, neutral } from './neutral-words.ts';
import type { Item } from './parse-caption.ts';
import type { SaidList } from './phrase-lists.ts';
import type { Token } from './read-phrase.ts';
import { glue, type Keep, plain, type Said } from './said.ts';
import { isFiniteForm, toPlural, toSingular } from './verb-forms.ts';
import { has } from './word-table.ts';

/** "a dog that runs" */
export const isRelative = ({ joiner }: Item) => /^(that|who|which|where)$/.test(joiner[0]?.word ?? '');

/** A verb must be sure, and have the object that it needs; "is on a beach" has no verb but "is". */
export function maySayVerb(item: Item, keep: Keep, subject: SaidList, phrase: SaidList | null): boolean {
  const { verbs, auxiliaries, rest, phrases } = item;
  if (verbs.length === 0) return auxiliaries.length > 0 && phrase !== null;
  const sure = verbs.every((token) => isSure(token, keep, subject));
  const needs =
    has(verbs[verbs.length - 1].word, 'needs') || rest.some(({ word }) => word === 'to' && verbs.length > 1);
  return sure && (phrase !== null || phrases.length === 0 || !needs);
}

function isSure({ kind, at, word }: Token, keep: Keep, subject: SaidList | null): boolean {
  const of = subject?.lemmas[0] ?? 'person'; // "is small" of a dog, not of a child
  return kind === 'function' || (keep(at) && !isDenied(word) && maySayBefore(word, of));
}

/** The auxiliaries and verbs, in the number of the subject as said. */
export function sayVerbs(item: Item, subject: SaidList | null, renumbered: boolean): Said[] {
  const { auxiliaries, verbs } = item;
  const changes = renumbered && !isRelative(item);
  const form = (word: string) => (changes ? (subject?.plural ? toPlural(word) : toSingular(word)) : word);
  const said = auxiliaries.map(({ word }, i): Said => ({ text: i ? word : form(word), at: null, role: 'auxiliary' }));
  for (const [i, token] of verbs.entries()) {
    const predicate = auxiliaries.length > 0 && token.kind === 'modifier' && !isParticiple(token.word);
    const finite = i === 0 && auxiliaries.length === 0 && isFiniteForm(token.word);
    const role = predicate ? 'predicate' : finite ? 'finite' : 'verb';
    said.push({ ...plain(token, finite ? form(token.word) : objective(token)), role });
  }
  return said;
}

/** "and on the road" after "in the grass". */
export function sayWhole({ joiner, rest }: Item, keep: Keep, subject: SaidList | null): Said[] {
  const words = sayRest(rest, keep, subject);
  return words.length > 0 && joiner[0]?.word === 'and' ? [glue('and'), ...words] : words;
}

/** The sure ones of adverbs and prepositions. */
export const sayRest = (rest: Token[], keep: Keep, subject: SaidList | null): Said[] =>
  rest.filter((token) => isSure(token, keep, subject)).map((token) => plain(token, objective(token)));

/** "behind her": not "their", which "her" is before a noun. */
const objective = ({ word }: Token) => (word === 'her' ? 'them' : neutral(word));

const NEVER_LAST =
  /^(in|on|at|with|of|to|for|from|into|onto|near|a|an|the|and|or|as|very|next|so|like|about|by|some|their|its|towards?|against|front|top|edge|side|middle|end)$/;

/** Leaves out what cannot end a sentence. */
export function withoutEnd(words: Said[]): Said[] {
  const last = words.findLastIndex(({ text }) => !NEVER_LAST.test(text));
  return words.slice(0, last + 1);
}
