// Says the sure parts of one clause of a caption, link by link. Pure; runs everywhere.
import { areMany, isHeadless, isNowhere, isWorn } from './noun-phrases.ts';
import { hasOwner } from './openings.ts';
import type { Clause, Item } from './parse-caption.ts';
import { introduce, type SaidList, sayList } from './phrase-lists.ts';
import { isBare } from './read-link.ts';
import { glue, type Keep, type Said, textOf } from './said.ts';
import { isRelative, maySayVerb, sayRest, sayVerbs, sayWhole, withoutEnd } from './say-verb.ts';
import { staticLink } from './static-links.ts';
import { lemmaOf } from './word-table.ts';

export interface SaidClause {
  joiner: string;
  words: Said[];
  /** Things that no link is left for. */
  others: Said[][];
}

/** What a clause is said with so far. */
interface State extends SaidClause {
  subject: SaidList | null;
  /** Whether the subject as said is of another number than the network's. */
  renumbered: boolean;
  /** Whether the phrase before was said, so that "of" or "its" can refer to it. */
  anchored: boolean;
  /** Whether the last verb was said, so that "through" makes sense. */
  moving: boolean;
  /** Whether the phrase before is the last of `others`. */
  apart: boolean;
  previous: Item | null;
  /** The phrase before. */
  last: SaidList | null;
  keep: Keep;
  first: boolean;
}

/** @param first whether nothing is said before this clause. */
export function sayClause(clause: Clause, keep: Keep, first: boolean): SaidClause {
  const subject = sayList(clause.subjects, keep, first);
  const state: State = {
    joiner: clause.joiner.map(({ word }) => word).join(' '),
    words: subject ? [...subject.words] : [],
    others: [],
    subject,
    renumbered: subject !== null && subject.plural !== areMany(clause.subjects),
    anchored: subject?.last ?? false,
    moving: true,
    apart: false,
    previous: null,
    last: null,
    keep,
    first,
  };
  for (const item of clause.items) {
    sayItem(state, item);
    state.previous = item;
  }
  const onlyPronoun = subject?.words.every(({ at }) => at === null) && !state.words.some(({ role }) => role);
  return onlyPronoun ? { ...state, words: state.others.shift() ?? [] } : state;
}

function sayItem(state: State, item: Item): void {
  const { keep, subject } = state;
  const phrase = sayList(item.phrases, keep, subject === null || (state.first && state.words.length === 0));
  if (dangles(state, item) || repeats(state, item, phrase)) drop(state, item);
  else if (subject && !losesSubject(state, item) && maySayVerb(item, keep, subject, phrase))
    sayVerb(state, item, phrase);
  else {
    if (item.verbs.length + item.auxiliaries.length > 0) state.moving = false;
    if (phrase) sayLinked(state, item, phrase);
    else sayAdverbs(state, item);
  }
  if (phrase) state.last = phrase;
}

function drop(state: State, item: Item): void {
  state.anchored = item.phrases.length === 0 && state.anchored;
  if (item.verbs.length > 0) state.moving = false;
}

/** "of a pool" after an edge that is not said, "in its mouth" after a ball, "in a coat" after a person that are not. */
function dangles({ anchored, words, subject }: State, { verbs, rest, phrases }: Item): boolean {
  if (subject === null && words.length > 0 && phrases.some(isNowhere)) return true;
  if (anchored || verbs.length > 0) return false;
  const worn = words.length > 0 && phrases.some(isWorn);
  return rest[rest.length - 1]?.word === 'of' || worn || phrases.some(hasOwner);
}

/** "a horse on a horse", "on a bicycle riding a bicycle". */
function repeats({ last, subject }: State, { rest }: Item, phrase: SaidList | null): boolean {
  if (!phrase) return false;
  const inside = rest.length === 1 && /^(in|on|of)$/.test(rest[0].word);
  const same = (other: SaidList | null) => other?.lemmas.join() === phrase.lemmas.join();
  return same(last) || (inside && same(subject));
}

/** "with a dog running": it is the dog that runs, so without the dog nobody does. */
function losesSubject({ previous, anchored }: State, item: Item): boolean {
  if (isRelative(item) || (previous && isRelative(previous) && isBare(previous))) return !anchored;
  if (anchored || !previous || item.joiner.length + item.auxiliaries.length > 0) return false;
  const sees = ['watch', 'see', 'help', 'make', 'look', 'show'];
  const { rest, verbs } = previous;
  return rest[rest.length - 1]?.word === 'with' || verbs.some(({ word }) => sees.includes(lemmaOf(word)));
}

function sayVerb(state: State, item: Item, phrase: SaidList | null): void {
  const { phrases, rest, joiner } = item;
  const goesOn = state.moving && state.words.some(({ role }) => role);
  const joins = joiner.map(({ word }) => word).filter((word) => goesOn || !/^(and|or|but|while|whilst|as)$/.test(word));
  state.words.push(...joins.map(glue), ...sayVerbs(item, state.subject, state.renumbered));
  if (phrase) state.words.push(...sayRest(rest, state.keep, state.subject), ...phrase.words);
  else if (phrases.length === 0) state.words.push(...withoutEnd(sayRest(rest, state.keep, state.subject)));
  state.moving = true;
  state.anchored = phrases.length === 0 || (phrase?.last ?? false);
  state.apart = false;
}

/** A phrase whose verb is not said, or that never had one. */
function sayLinked(state: State, item: Item, phrase: SaidList): void {
  const of = item.rest.length === 1 && item.rest[0].word === 'of';
  const whole = item.verbs.length === 0 && state.anchored && (state.moving || of) && state.words.length > 0;
  const link = whole ? sayWhole(item, state.keep, state.subject) : staticLink(item)?.map(glue);
  const alone = !link?.length || state.words.length === 0;
  if (alone && item.phrases.some((each) => isHeadless(each) || isNowhere(each))) {
    drop(state, item);
    return;
  }
  const beside = state.apart && (of || item.phrases.some(hasOwner)) ? state.others[state.others.length - 1] : undefined;
  const target = beside ?? state.words;
  state.apart = target.length > 0 && !link?.length;
  if (target.length === 0) target.push(...introduce(phrase.words));
  else if (link?.length) target.push(...link, ...phrase.words);
  else if (!state.others.some((other) => textOf(other) === textOf(phrase.words))) state.others.push(phrase.words);
  state.anchored = phrase.last;
}

function sayAdverbs(state: State, { verbs, phrases, rest }: Item): void {
  if (phrases.length + verbs.length === 0 && state.moving && state.anchored) {
    state.words.push(...withoutEnd(sayRest(rest, state.keep, state.subject)));
  } else if (phrases.length > 0) state.anchored = false;
}
