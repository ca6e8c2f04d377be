// Takes a caption apart: who, then what they do, where, with what. Pure; runs everywhere.

import { AUXILIARIES, kindsIn, PREPOSITIONS } from '../words.ts';
import { isBare, type Link, readLink, takesColour } from './read-link.ts';
import { isPronoun, type NounPhrase, readPhrase, type Token } from './read-phrase.ts';
import { isFiniteForm } from './verb-forms.ts';

/** A link, and what it links to. */
export interface Item extends Link {
  phrases: NounPhrase[];
}

/** A subject, and items that say something about it. */
export interface Clause {
  joiner: Token[];
  subjects: NounPhrase[];
  items: Item[];
}

/** How long a repetition of the network may be. */
const STUTTER = 4;

/** @param caption the words of the network; repetitions side by side are left out. */
export function parseCaption(caption: string[]): Clause[] {
  const kinds = kindsIn(caption);
  const tokens = withoutStutter(caption.map((word, at) => ({ word, at, kind: kinds[at] })));
  const opening = /^(there|this|it) (is|are|'s) /.test(`${tokens[0]?.word} ${tokens[1]?.word} `) ? 2 : 0;
  return toClauses(readItems(tokens.slice(opening)));
}

/** "in the in the snow" → "in the snow". */
function withoutStutter(tokens: Token[]): Token[] {
  const text = (from: number, length: number) =>
    tokens
      .slice(from, from + length)
      .map(({ word }) => word)
      .join(' ');
  for (let length = STUTTER; length >= 1; length--) {
    for (let from = 0; from + 2 * length <= tokens.length; from++) {
      if (text(from, length) === text(from + length, length)) {
        return withoutStutter([...tokens.slice(0, from), ...tokens.slice(from + length)]);
      }
    }
  }
  return tokens;
}

function readItems(tokens: Token[]): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const [link, next] = readLink(tokens, at);
    const [phrase, after] = readPhrase(tokens, next, next > at && takesColour(tokens[next - 1])) ?? [null, next];
    const joins = isBare(link) && items.length > 0 && link.joiner.every(({ word }) => word === 'and' || word === 'or');
    if (phrase && joins && !isPronoun(phrase) && !startsClause(tokens, after, items)) {
      items[items.length - 1].phrases.push(phrase);
    } else if (phrase || !isBare(link)) items.push({ ...link, phrases: phrase ? [phrase] : [] });
    at = Math.max(after, at + 1);
  }
  return items;
}

/** "a dog sits AND A CAT sleeps": a subject of its own if a verb of its own comes next. */
function startsClause(tokens: Token[], after: number, items: Item[]): boolean {
  const busy = items.some(
    ({ auxiliaries, verbs }) => auxiliaries.length > 0 || verbs.some(({ word }) => isFiniteForm(word)),
  );
  let at = after;
  if (PREPOSITIONS.has(tokens[at]?.word)) at = readPhrase(tokens, at + 1, true)?.[1] ?? at;
  const next = tokens[at];
  return (
    busy && next !== undefined && (AUXILIARIES.has(next.word) || (next.kind === 'verb' && isFiniteForm(next.word)))
  );
}

/** A noun phrase with a verb of its own begins a clause. */
function toClauses(items: Item[]): Clause[] {
  const clauses: Clause[] = [];
  for (const item of items) {
    const { joiner, phrases } = item;
    const subject = phrases.length > 0 && isBare(item);
    if (clauses.length === 0 || (subject && joiner.every(({ word }) => !/^(that|who|which)$/.test(word)))) {
      clauses.push({ joiner, subjects: subject ? phrases : [], items: subject ? [] : [item] });
    } else clauses[clauses.length - 1].items.push(item);
  }
  return clauses;
}
