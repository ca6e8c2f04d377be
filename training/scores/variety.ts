// Does a captioner say different things of different pictures? Runs in Node.
import { tokenize } from './tokenize.ts';

export interface Variety {
  /** Different sentences, and different words in them. */
  sentences: number;
  words: number;
  /** Sentences that stand word for word among the captions it learned from; undefined where those are not known. */
  copies?: number;
}

/** @param learned the training captions as written */
export function variety(sentences: Iterable<string>, learned?: Iterable<string>): Variety {
  const said = Array.from(sentences, tokenize);
  const joined = (words: string[]) => words.join(' ');
  const known = learned && new Set(Array.from(learned, (caption) => joined(tokenize(caption))));
  return {
    sentences: new Set(said.map(joined)).size,
    words: new Set(said.flat()).size,
    ...(known && { copies: said.filter((words) => known.has(joined(words))).length }),
  };
}
