// What is said of a picture, on its way from the model to the user. Types only; used everywhere.
import type { Description } from '../model/captioner.ts';
import type { Language } from './languages/languages.ts';
import type { Context, Wording } from './wording.ts';

/** What the model says of a picture, or why there is nothing. */
export type Finding = Description & {
  /** A page may see it: no private pixels are in it. */
  shareable: boolean;
  /** Names the picture by its pixels, and the weights that looked at it; absent where no pixels were read. */
  key?: string;
  /** Of `text` and all other guesses, and of the reason for silence. */
  lang: Language;
};

/** What the user gets to hear: with the hedges that they chose, or in their own words. */
export type Answer = Finding & { wording: Wording; own?: true };

/** What is spoken, and in which language. */
export interface Sentence {
  sentence: string;
  /** A BCP 47 tag. */
  lang: string;
}

/** Where the pixels can still be had when the address is out of reach: the element's box on screen, CSS px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  devicePixelRatio: number;
}

/** Outcome of Describe inside a page: a sentence to speak, and the box to crop when only the screen has the pixels. */
export interface Told extends Pick<Finding, 'reason' | 'shareable'> {
  sentence: string;
  lang: Language;
  box?: Box;
  /** What the page says of the picture, to begin the sentence about the cropped box with. */
  context?: Context;
}
