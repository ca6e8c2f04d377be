// Says a noun phrase, or a list of them, in neutral words: article, number, what is sure. Pure; runs everywhere.

import { isNumber } from '../words.ts';
import { isDenied, maySayBefore, neutral } from './neutral-words.ts';
import { countOf, hasOwner, headOf, isPlural, openingOf } from './openings.ts';
import type { NounPhrase, Token } from './read-phrase.ts';
import { glue, type Keep, plain, type Said, withArticle } from './said.ts';
import { entryOf, has, lemmaOf } from './word-table.ts';

export interface SaidPhrase {
  words: Said[];
  /** The noun as said, the words before it without article and number, and how many: 1, 2, or 3 for more. */
  head: string;
  before: string;
  count: number;
  plural: boolean;
  /** The lemma of the head as the network said it. */
  lemma: string;
  original: string;
}

/** Whether a verb after these phrases, as the network said them, speaks of many. */
export const areMany = (phrases: NounPhrase[]): boolean =>
  phrases.length > 1 || phrases.some((phrase) => phrase.lead.length > 0 || isMany(phrase));
const isMany = ({ nouns, modifiers }: NounPhrase) =>
  has(nouns[nouns.length - 1].word, 'plural') || modifiers.flat().some(({ word }) => isNumber(word) && word !== 'one');
/** "in red": a colour that stands for a noun means nothing without its "in". */
export const isHeadless = (phrase: NounPhrase): boolean => headOf(phrase).kind !== 'noun';
/** "in the air", "his back": what cannot be said of a picture by itself. */
export const isNowhere = (phrase: NounPhrase): boolean =>
  NOWHERE.test(headOf(phrase).word) || (hasOwner(phrase) && BODY.test(headOf(phrase).word));
const NOWHERE = /^(air|midair|camera|way|time|place|day|midst|direction)$/;
const BODY =
  /^(arms?|back|body|ears?|eyes?|face|feet|fingers?|foot|fur|hair|hands?|head|heads|knees?|laps?|legs?|mouths?|neck|nose|paws?|shoulders?|stomach|tail|teeth|tongues?)$/;

/** What a person wears hangs on the person. */
export const isWorn = (phrase: NounPhrase): boolean => {
  const { is, lemma } = entryOf(headOf(phrase).word);
  return /^(clothing|hat|shirt|footwear)$/.test(is ?? lemma ?? '');
};

/** Whether a phrase is sure enough and may be said: its head is, and so is its owner. */
function isKept(phrase: NounPhrase, keep: Keep): boolean {
  const bare = headOf(phrase).kind === 'modifier';
  const head = bare ? phrase.nouns : [headOf(phrase)];
  const allowed = (word: string) => !isDenied(word) && (!bare || maySayBefore(word, ''));
  const sure = head.every(({ at, word, kind }) => (kind === 'function' || keep(at)) && allowed(word));
  return sure && (phrase.owner === null || isKept(phrase.owner, keep));
}

/**
 * @param first whether nothing has been said before, so that "its" and "another" would mean nothing.
 * @returns null when the phrase is not sure enough.
 */
export function sayPhrase(phrase: NounPhrase, keep: Keep, first: boolean): SaidPhrase | null {
  const head = headOf(phrase);
  const another = head.kind === 'function' && /^(another|other)$/.test(head.word);
  if (!isKept(phrase, keep) || (first && another)) return null;
  const couple = head.word === 'couple';
  const noun = couple ? 'people' : neutral(head.word);
  const before = [...phrase.modifiers, ...phrase.nouns.slice(0, -1).map((part) => [part])]
    .filter((group) => !group.some(({ word }) => isNumber(word)))
    .filter((group) => group.every((t) => t.kind === 'function' || (keep(t.at) && maySayBefore(t.word, head.word))))
    .flatMap(withoutRepetition);
  const number = phrase.modifiers.flat().find((token) => isNumber(token.word) && keep(token.at));
  const count = couple ? 2 : countOf(phrase, number);
  const plural = couple || phrase.lead.length > 0 || (count !== 1 && (count > 1 || isPlural(noun)));
  const owner = phrase.owner ? sayPhrase(phrase.owner, keep, first)?.words : undefined;
  const opening = couple ? [glue('two')] : openingOf(phrase, { noun, number, plural, owner, first, keep });
  const words = withArticle([...opening, ...before.map((token) => plain(token)), plain(head, noun)]);
  const text = (tokens: Token[]) => tokens.map(({ word }) => word).join(' ');
  return {
    words,
    head: noun,
    before: [...phrase.lead, ...before].map(({ word }) => word).join(' '),
    count: phrase.owner ? 0 : count,
    plural,
    lemma: lemmaOf(head.word),
    original: text([...phrase.modifiers.flat(), ...phrase.nouns]),
  };
}

/** "brown and brown" → "brown". */
function withoutRepetition(group: Token[]): Token[] {
  const [first, and, second] = group;
  return group.length === 3 && and.word === 'and' && first.word === second.word ? [first] : group;
}
