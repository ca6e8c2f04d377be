// Finds a noun phrase among the words of a caption: "a large group of black and white dogs". Pure; runs everywhere.

import { AUXILIARIES, DETERMINERS } from '../words.ts';
import { has, type Kind } from './word-table.ts';

export interface Token {
  word: string;
  /** Position in the caption. */
  at: number;
  kind: Kind;
}

/** "a group of" · "the" · [black and white] [big] · soccer ball. */
export interface NounPhrase {
  lead: Token[];
  determiners: Token[];
  /** Those joined by "and" fall together. */
  modifiers: Token[][];
  /** The last one is the head. */
  nouns: Token[];
  /** The phrase before 's. */
  owner: NounPhrase | null;
}

const words = (text: string) => new Set(text.split(' '));
const PRONOUNS = words('it he she they you others something someone one another');
const ADVERBS = words('very brightly mostly heavily partially partly so slightly');
const LONGEST_LEAD = 4;

/** Whether a phrase is a pronoun. */
export const isPronoun = ({ nouns }: NounPhrase): boolean => nouns[0].kind === 'function';

/** @param headless whether a modifier may stand for a noun: "in white". */
export function readPhrase(tokens: Token[], start: number, headless: boolean): [NounPhrase, number] | null {
  const phrase: NounPhrase = { lead: [], determiners: [], modifiers: [], nouns: [], owner: null };
  let at = start;
  const word = () => tokens[at]?.word ?? '';
  const is = (kind: Kind) => tokens[at]?.kind === kind;
  if (PRONOUNS.has(word()) && isPredicate(tokens[at + 1])) return [{ ...phrase, nouns: [tokens[at]] }, at + 1];
  phrase.lead = readLead(tokens, at);
  at += phrase.lead.length;
  while (isDeterminer(tokens, at)) phrase.determiners.push(tokens[at++]);
  for (let end = endOfModifier(tokens, at); end > at; end = endOfModifier(tokens, at)) {
    phrase.modifiers.push(tokens.slice(at, end));
    at = end;
  }
  while (is('noun')) phrase.nouns.push(tokens[at++]);
  if (phrase.nouns.length === 0 && phrase.modifiers.length > 0 && (headless || phrase.determiners.length > 0)) {
    phrase.nouns = phrase.modifiers.pop()!;
  }
  const last = phrase.determiners[phrase.determiners.length - 1];
  if (phrase.nouns.length === 0 && last?.word === 'other' && isPredicate(tokens[at]))
    phrase.nouns = [phrase.determiners.pop()!]; // "the other is sitting"
  if (phrase.nouns.length === 0) return null;
  if (word() !== "'s") return [phrase, at];
  const owned = readPhrase(tokens, at + 1, false);
  return owned ? [{ ...owned[0], owner: phrase }, owned[1]] : [phrase, at];
}

const isPredicate = (token?: Token) => token !== undefined && (token.kind === 'verb' || AUXILIARIES.has(token.word));

const beforeOf = ({ word, kind }: Token) => kind === 'modifier' || has(word, 'group') || DETERMINERS.has(word);

function leadsToNoun(tokens: Token[], from: number): boolean {
  let at = from;
  while (tokens[at]?.kind === 'modifier' || tokens[at]?.word === 'and') at++;
  return tokens[at]?.kind === 'noun' || at === tokens.length;
}

/** "a large group of" */
function readLead(tokens: Token[], start: number): Token[] {
  const of = tokens.findIndex(({ word }, at) => at > start && word === 'of');
  const lead = tokens.slice(start, Math.max(start, of));
  const last = lead[lead.length - 1];
  const counts = last !== undefined && lead.length <= LONGEST_LEAD && lead.every(beforeOf) && has(last.word, 'group');
  return counts ? tokens.slice(start, of + 1) : [];
}

function isDeterminer(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'function' && DETERMINERS.has(token.word) && (token.word !== 'that' || at === 0);
}

/** Past one modifier, the adverb before it, and those that "and" joins to it. */
function endOfModifier(tokens: Token[], start: number): number {
  const is = (at: number) => tokens[at]?.kind === 'modifier';
  let at = start;
  while (ADVERBS.has(tokens[at]?.word) && !is(at)) at++;
  if (!is(at)) return start;
  at++;
  while (/^(and|or)$/.test(tokens[at]?.word) && is(at + 1) && leadsToNoun(tokens, at + 2)) at += 2;
  return at;
}
