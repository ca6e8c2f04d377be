// Says the parts of a caption that are sure, in good English and neutral words. Pure; runs everywhere.

import { isPerson } from './english/neutral-words.ts';
import { parseCaption } from './english/parse-caption.ts';
import { glue, type Keep, type Said } from './english/said.ts';
import { type SaidClause, sayClause } from './english/say-clause.ts';
import { toParticiple } from './english/verb-forms.ts';
import { type ContentWord, contentWords } from './words.ts';

/** A content word of the caption that is said, and the word that is said for it: "person" for "man". */
export interface SaidWord extends ContentWord {
  word: string;
}

export interface SaidParts {
  text: string;
  /** In the order of the caption, with their places there. */
  said: SaidWord[];
}

/**
 * @param words the network's caption.
 * @param keep whether the content word at this place is sure enough.
 * @returns null when no noun is left.
 */
export function sayParts(words: string[], keep: Keep): SaidParts | null {
  const clauses: SaidClause[] = [];
  for (const clause of parseCaption(words.some(isPerson) ? words : words.map(ofAnimals))) {
    const next = sayClause(clause, keep, clauses.length === 0);
    if (next.words.length > 0) clauses.push(next);
  }
  const said = joinClauses(clauses);
  const places = new Map(said.flatMap(({ at, also = [], text }) => [at, ...also].map((place) => [place, text])));
  const content = contentWords(words).flatMap((word) => {
    const text = places.get(word.at);
    return text ? [{ ...word, word: text }] : [];
  });
  return content.some(({ kind }) => kind === 'noun') ? { text: toText(said), said: content } : null;
}

const ANIMALS: Record<string, string> = {
  his: 'its',
  her: 'its',
  him: 'it',
  he: 'it',
  she: 'it',
  himself: 'itself',
  herself: 'itself',
};
/** "a dog with a stick in his mouth": where nobody is, "his" means an animal's. */
const ofAnimals = (word: string) => ANIMALS[word] ?? word;

function toText(said: Said[]): string {
  const text = said
    .map(({ text }) => text)
    .filter(Boolean)
    .join(' ');
  const tidy = text.replaceAll(' ,', ',').replaceAll(/\b(\w+) (?:or )?\1\b/g, '$1'); // "their or their"
  return tidy.replaceAll(/(?<=\ba (person|child)\b.*\b)a \1\b/g, 'another $1'); // "a man and a woman" are two
}

/** Whole sentences are joined as they were; once a piece has no verb, all become descriptions joined by "and". */
function joinClauses(clauses: SaidClause[]): Said[] {
  const whole = clauses.every(({ words, others }) => others.length === 0 && words.some(isSentence));
  if (whole || (clauses.length === 1 && clauses[0].others.length === 0)) {
    return clauses.flatMap(({ joiner, words }, i) => (i === 0 ? words : [glue(joiner || 'and'), ...words]));
  }
  const pieces = clauses.flatMap(({ words, others }) => [describe(words), ...others]);
  return pieces.flatMap((words, i) => {
    if (i === 0) return words;
    const acts = pieces.slice(0, i).some((earlier) => earlier.some(({ role }) => role));
    return [...(acts ? [glue(',')] : []), glue('and'), ...words];
  });
}

const isSentence = ({ role }: Said) => role === 'auxiliary' || role === 'finite';

/** "a dog is running" → "a dog running". */
function describe(words: Said[]): Said[] {
  return words.flatMap((word, i): Said[] => {
    if (word.role === 'predicate') return [];
    if (word.role === 'finite') return [{ ...word, text: toParticiple(word.text), role: 'verb' }];
    if (word.role !== 'auxiliary' || /^(being|doing|having)$/.test(word.text)) return [word];
    if (words[i + 1]?.role) return [];
    const other = { has: 'with', have: 'with', does: 'doing', do: 'doing' }[word.text];
    return other ? [{ text: other, at: null }] : [];
  });
}
