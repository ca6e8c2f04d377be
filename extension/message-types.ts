// What travels in the messages between Inkling's contexts. Types only; used in every context of the extension.
import type { BackendName, Captioner, Description, Explanation } from '../model/captioner.ts';
import type { Reason } from '../model/reasons.ts';
import type { Language } from './languages/languages.ts';
import type { Context, Wording } from './wording.ts';

/** What the model runs on, and why. */
export type InUse = Pick<Captioner, 'backend' | 'why'>;

/** How a picture travels: its address, or the network's own small input (260×260×3 RGB bytes) as base64. */
export type Picture = { url: string } | { pixels: string };

/** How it goes on to the model. */
export type PictureOrBytes = { url: string } | { pixels: Uint8Array<ArrayBuffer> };

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

/** How a description came about; null where the network could not look at the picture. */
export type HowSo = Pick<Explanation, 'sentence' | 'labels' | 'steps'> | null;

/** What the user gets to hear, and how it came about. */
export interface Explained {
  answer: Answer;
  howSo: HowSo;
}

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

/** What a page's content script may do unasked. */
export interface Mode {
  automatic: boolean;
  /** Different pictures that are described before anybody comes near them. */
  mostPerPage: number;
  /** When the pages were last told to forget their descriptions; 0: never. */
  renewed: number;
}

/** What automatic mode has done in one frame. */
export interface PageStatus {
  automatic: boolean;
  /** Pictures that automatic mode may describe, whether it is on or not. */
  found: number;
  /** Pictures that there was no time yet to look at. */
  unexamined: number;
  /** Answers that have come so far: when there are more, there may be something new to read in the list of pictures. */
  answers: number;
  described: number;
  silent: number;
  waiting: number;
  /** Origins whose pictures could not be read for lack of permission, e.g. "https://cdn.example". */
  missingOrigins: string[];
}

/** One picture that automatic mode has taken up in a frame and is done with. */
export interface ReportedPicture {
  src: string;
  /** Whether it carries Inkling's label now; `reason` says why not. */
  described: boolean;
  reason?: Reason;
  milliseconds: number;
  backend: BackendName | null;
}

/** Who waits for a description: an id ("tab/document") to cancel it by, and the page that may get to see it. */
export interface Asker {
  id: string;
  page: string;
}
