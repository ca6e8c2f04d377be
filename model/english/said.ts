// The words to be said, before they become one text. Pure; runs everywhere.
import type { Token } from './read-phrase.ts';

/** A word to be said. Content words know their place in the caption; `role` lets a verb change its form later. */
export interface Said {
  text: string;
  at: number | null;
  /** Content words that this one stands for as well: "two people". */
  also?: number[];
  role?: 'auxiliary' | 'finite' | 'predicate' | 'verb';
}

/** Whether the content word at this place of the caption is sure enough. */
export type Keep = (at: number) => boolean;

export const plain = (token: Token, text = token.word): Said => ({
  text,
  at: token.kind === 'function' ? null : token.at,
});
export const glue = (text: string): Said => ({ text, at: null });
export const textOf = (words: Said[]): string => words.map(({ text }) => text).join(' ');

const VOWEL = /^(?!uni|use|one|eu)[aeiou8]|^hour/;

/** a or an, by the next word. */
export function withArticle(words: Said[]): Said[] {
  return words.map((word, i) => {
    if (!/^an?$/.test(word.text) || !words[i + 1]) return word;
    return { ...word, text: VOWEL.test(words[i + 1].text) ? 'an' : 'a' };
  });
}
