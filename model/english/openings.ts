// What goes before the adjectives of a noun phrase: article, number, owner, "a group of". Pure; runs everywhere.
import { isNumber, NUMBERS } from '../words.ts';
import { maySayBefore, neutral, neutralPerson } from './neutral-words.ts';
import type { NounPhrase, Token } from './read-phrase.ts';
import { glue, type Keep, plain, type Said } from './said.ts';
import { has } from './word-table.ts';

const POSSESSIVES = new Set(['his', 'her', 'its', 'their', 'my', 'your', 'whose']);

export const headOf = ({ nouns }: NounPhrase): Token => nouns[nouns.length - 1];
export const hasOwner = ({ determiners, owner }: NounPhrase): boolean =>
  owner !== null || determiners.some(({ word }) => POSSESSIVES.has(word));

export const isPlural = (noun: string) =>
  has(noun, 'plural') || /^(people|children|players|they|others|groups of people)$/.test(noun);

/** 1, 2, 3 for more, 0 for an unknown number. */
export function countOf({ determiners, nouns }: NounPhrase, number: Token | undefined): number {
  if (number) return Math.min(3, NUMBERS.indexOf(number.word) + 1 || Number(number.word) || 1);
  const many = isPlural(neutral(nouns[nouns.length - 1].word));
  if (!many && determiners.some(({ word }) => /^(an?|another|this|each|every)$/.test(word))) return 1;
  if (determiners.some(({ word }) => /^(several|many|few|various|multiple)$/.test(word))) return 3;
  return many || determiners.length === 0 ? 0 : 1;
}

interface Opening {
  noun: string;
  number: Token | undefined;
  plural: boolean;
  /** The words of the owner: "a dog" of "a dog's mouth". */
  owner: Said[] | undefined;
  first: boolean;
  keep: Keep;
}

/** What goes before the adjectives: "a group of", "the two", "their", "a dog's". */
export function openingOf(phrase: NounPhrase, { noun, number, plural, owner, first, keep }: Opening): Said[] {
  const { lead, determiners } = phrase;
  if (owner)
    return [...owner.slice(0, -1), { ...owner[owner.length - 1], text: possessive(owner[owner.length - 1].text) }];
  if (lead.length > 0) return openLead(lead, keep);
  const lost = ({ word }: Token) => POSSESSIVES.has(word) && (first || neutralPerson(headOf(phrase).word) !== null);
  const kept = determiners.filter((token) => !lost(token)).map((token) => plain(token, determiner(token.word, first)));
  const isLost = (text: string, i: number) =>
    plural && /^(an?|another|each)$/.test(text) && kept[i + 1]?.text !== 'few'; // "few people" are hardly any
  const said = kept.filter(({ text }, i) => text && !isLost(text, i));
  const several = number && NUMBERS.indexOf(number.word) !== 0 && countOf(phrase, number) > 2;
  if (several && said[0]?.text === 'the') said.length = 0;
  if (number && !(several && said.length > 0))
    said.push(several ? plain(number, 'several') : plain(number, NUMBERS[countOf(phrase, number) - 1]));
  const needs = !plural && !has(noun, 'bare') && headOf(phrase).kind === 'noun';
  return said.length === 0 && (needs || determiners.some(lost)) && !plural ? [glue('a')] : said;
}

/** "a large group of three": the number goes, the article comes. */
function openLead(lead: Token[], keep: Keep): Said[] {
  const said = lead.filter(({ at, kind, word }) => kind === 'function' || (keep(at) && maySayBefore(word, 'group')));
  const words = said.filter(({ word }) => !isNumber(word) || word === 'two').map((token) => plain(token));
  const article = /^(an?|the|two|several|many|lots|pairs|couples|rows|pieces|another|some)$/.test(words[0].text);
  return article ? words : [glue('a'), ...words];
}

function determiner(word: string, first: boolean): string {
  if (first && word === 'another') return 'a';
  if (first && (word === 'other' || word === 'same')) return '';
  return neutral(word);
}

const possessive = (noun: string) => (noun.endsWith('s') ? `${noun}'` : `${noun}'s`);
