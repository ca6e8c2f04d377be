// Tells nouns, verbs and modifiers of a caption apart, in context: "a swing" and "they swing". Runs everywhere.
import { entryOf, has, type Kind, lemmaOf } from './english/word-table.ts';

export { type Kind, kindOf, lemmaOf, lemmasSaid } from './english/word-table.ts';

/** A word that says something about the picture. */
export interface ContentWord {
  /** Position among the words of the caption. */
  at: number;
  lemma: string;
  kind: Exclude<Kind, 'function'>;
}

const set = (words: string) => new Set(words.split(/\s+/));

export const DETERMINERS = set(`a an the another each some this that these both all no every his her its their my your
  several many few various multiple more much other own same whose`);
export const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
export const AUXILIARIES = set('is are was were be been being has have having does do can');
export const PREPOSITIONS =
  set(`in on at with of to through down over up by into near for from outside out off behind around
  along across under toward towards beside above onto against after inside during about between like below among
  amongst alongside atop beneath underneath without within beyond amidst as past`);
const SUBJECTS = set('others he she it they who which that there you i');

export const isNumber = (word: string) => NUMBERS.includes(word) || /^\d+$/.test(word);
/** Whether a word is a present or past participle, which may stand before a noun: "running water". */
export const isParticiple = (word: string) => /.{2}(ing|ed)$/.test(word);

/** The words of a caption that say something about the picture. */
export function contentWords(words: string[]): ContentWord[] {
  return kindsIn(words).flatMap((kind, at) =>
    kind === 'function' ? [] : [{ at, kind, lemma: kind === 'noun' ? lemmaOf(words[at]) : lemmaOfOther(words[at]) }],
  );
}

/** "male" in "a male dog" says nothing about persons. */
function lemmaOfOther(word: string): string {
  const lemma = lemmaOf(word);
  return lemma === 'person' ? word : lemma;
}

/** The kind of each word of a caption. */
export function kindsIn(words: string[]): Kind[] {
  const kinds: Kind[] = [];
  words.forEach((_, at) => {
    kinds.push(kindAt(words, at, kinds));
  });
  return kinds;
}

function kindAt(words: string[], at: number, before: Kind[]): Kind {
  const word = words[at];
  const previous = words[at - 1] ?? '';
  const next = words[at + 1] ?? '';
  if (has(word, 'group') && next === 'of') return 'function';
  if (has(word, 'relational') && saysWhere(words, at, before)) return 'function';
  const kinds = candidates(word);
  if (kinds.length === 1) return kinds[0];
  if (word === 'one') return continuesPhrase(next) ? 'modifier' : 'function';
  const pick = (...wanted: Kind[]) => wanted.find((kind) => kinds.includes(kind)) ?? kinds[0];
  const inPhrase =
    DETERMINERS.has(previous) || previous === "'s" || isNumber(previous) || before[at - 1] === 'modifier';
  if (inPhrase && !(previous === 'that' || AUXILIARIES.has(words[at - 2] ?? ''))) {
    if (continuesPhrase(next)) return pick('modifier', 'noun');
    return isParticiple(word) && !kinds.includes('noun') ? pick('verb') : pick('noun', 'modifier');
  }
  if (AUXILIARIES.has(previous) || SUBJECTS.has(previous) || (previous === 'to' && !/s$/.test(word)))
    return pick('verb');
  if (before[at - 1] === 'noun') return afterNoun(words, at, kinds, pick);
  if (PREPOSITIONS.has(previous) && kinds.includes('noun')) return pick('noun');
  return kinds[0];
}

/** Kinds that a word can have; participles may also be modifiers. */
function candidates(word: string): Kind[] {
  const { kind, also } = entryOf(word);
  const kinds = also ? [kind, also] : [kind];
  if (kind === 'verb' && isParticiple(word) && also !== 'modifier') kinds.push('modifier');
  return word === 'one' ? ['modifier', 'function'] : kinds;
}

/** "the edge of", "in front", "lies back": not a thing but a place. */
function saysWhere(words: string[], at: number, before: Kind[]): boolean {
  const previous = words[at - 1] ?? '';
  if (words[at + 1] === 'of' || entryOf(words[at]).kind === 'function') return true;
  const adverb = words[at] === 'back' && (before[at - 1] === 'verb' || before[at - 1] === 'noun');
  return adverb || ((previous === 'in' || previous === 'on') && !continuesPhrase(words[at + 1] ?? ''));
}

/** Whether a word can go on a phrase that has begun: a noun, or what stands before one. */
function continuesPhrase(word: string): boolean {
  if (!word || AUXILIARIES.has(word)) return false;
  const { kind, also } = entryOf(word);
  return kind === 'noun' || (kind === 'modifier' && !(also === 'verb' && !isParticiple(word)));
}

/** After a noun comes a verb that agrees with it, or a second noun: "a dog swings", "dogs swing", "a tire swing". */
function afterNoun(words: string[], at: number, kinds: Kind[], pick: (...wanted: Kind[]) => Kind): Kind {
  const word = words[at];
  const next = words[at + 1] ?? '';
  if (isParticiple(word)) return pick('verb', 'modifier');
  const many = has(words[at - 1], 'plural') || words.slice(0, at - 1).includes('and');
  const goesOn = next === '' || entryOf(next).kind === 'function';
  const agrees = /[^s]s$/.test(word) ? !has(words[at - 1], 'plural') : many && !AUXILIARIES.has(next);
  if (agrees && goesOn && !AUXILIARIES.has(next)) return pick('verb');
  return kinds[0] === 'verb' && agrees ? 'verb' : pick('noun', 'modifier');
}
