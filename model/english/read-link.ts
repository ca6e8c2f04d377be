// Finds what links two noun phrases of a caption: "and is jumping over". Pure; runs everywhere.

import { AUXILIARIES, isNumber, isParticiple, PREPOSITIONS } from '../words.ts';
import { readPhrase, type Token } from './read-phrase.ts';
import { has } from './word-table.ts';

/** "and" · "is" · "jumping" · "over"; each may be empty. */
export interface Link {
  joiner: Token[];
  auxiliaries: Token[];
  /** More than one only where neither can stand alone: "trying to catch". */
  verbs: Token[];
  /** Adverbs, prepositions and pronouns, in order. */
  rest: Token[];
}

const JOINERS = new Set('and or but while whilst as though that who which where when'.split(' '));

export const isBare = ({ auxiliaries, verbs, rest }: Link): boolean =>
  auxiliaries.length + verbs.length + rest.length === 0;

/** Reads up to where a noun phrase, a second verb or a new joiner begins. */
export function readLink(tokens: Token[], start: number): [Link, number] {
  const link: Link = { joiner: [], auxiliaries: [], verbs: [], rest: [] };
  let at = start;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (isJoiner(tokens, at)) {
      if (!isBare(link)) break;
      link.joiner.push(token);
    } else if (token.word === 'be' && tokens[at - 1]?.word === 'to' && link.verbs.length > 0) {
      link.verbs.push(...link.rest.splice(0), token);
    } else if (isAuxiliary(tokens, at)) {
      if (link.verbs.length + link.rest.length > 0) break;
      link.auxiliaries.push(token);
    } else if (token.kind === 'modifier' && readPhrase(tokens, at, false)) break;
    else if (isVerb(token, link)) {
      if (link.verbs.length > 0 && !chains(link)) break;
      link.verbs.push(...link.rest.splice(0), token);
    } else if (readPhrase(tokens, at, at > start && takesColour(tokens[at - 1]))) break;
    else if (!isStray(tokens, at)) link.rest.push(token);
  }
  return [link, at];
}

/** An article that nothing follows: "rides a on a bike". */
function isStray(tokens: Token[], at: number): boolean {
  const next = tokens[at + 1];
  return /^(an?|the)$/.test(tokens[at].word) && !(next && (has(next.word, 'relational') || next.kind === 'modifier'));
}

/** After these a modifier may stand for a noun: "in red", "wearing red". */
export const takesColour = ({ word }: Token): boolean => PREPOSITIONS.has(word) || /^wear/.test(word);

function isJoiner(tokens: Token[], at: number): boolean {
  const { word } = tokens[at];
  if (word === 'as') return tokens.slice(at).some(({ kind, word }) => kind === 'verb' || AUXILIARIES.has(word));
  return JOINERS.has(word);
}

/** Also the 's of "there's", which no noun follows. */
function isAuxiliary(tokens: Token[], at: number): boolean {
  return AUXILIARIES.has(tokens[at].word) || tokens[at].word === "'s";
}

function isVerb({ kind, word }: Token, link: Link): boolean {
  if (kind === 'verb') return true;
  const predicate = link.auxiliaries.length > 0 && link.verbs.length + link.rest.length === 0;
  return kind === 'modifier' && (isParticiple(word) || predicate) && !isNumber(word);
}

/** "trying" waits for "to catch", "goes" for "surfing". */
function chains({ verbs, rest }: Link): boolean {
  const last = verbs[verbs.length - 1].word;
  if (rest.length === 0) return last === 'be' || has(last, 'needs');
  return rest.length === 1 && rest[0].word === 'to';
}
