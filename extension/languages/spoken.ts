// What Inkling says and writes around a description, in each language. Runs in web pages, in the background and in the
// extension's pages. What these pages themselves say is in _locales/ instead.
import type { Reason } from '../../model/reasons.ts';
import type { Wording } from '../wording.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';
import { pt } from './pt.ts';
import { tr } from './tr.ts';

export interface SpokenWords {
  /**
   * Every hedge, by how sure the model is. Always the same words, so that listeners learn to skip them; stressing error
   * rather than likeness keeps trust low. A further guess is hedged by itself, for whoever hears only that sentence.
   */
  hedges: Record<Wording, Record<'likely' | 'doubtful' | 'guess', string>>;
  /** Between a hedge and a description. */
  colon: string;
  noMore: string;
  /** While the answer takes its time. */
  describing: string;
  /** How a picture was chosen, where nobody pointed at it. */
  chosen: Record<'focused' | 'largest', string>;
  decorative: string;
  /** Before the name that the page's author gave. */
  author: string;
  /** Before the user's own words. */
  own: string;
  /** Plain sentences without a full stop. */
  reasons: Record<Reason, string>;
  /** A description as it is made in this language at the least. */
  example: string;
}

export const SPOKEN: Record<Language, SpokenWords> = { en, de, fr, es, pt, tr };
