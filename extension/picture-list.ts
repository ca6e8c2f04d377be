// How the images of a page travel from the content scripts to the popup. Types only.
import type { Language } from './languages/languages.ts';

/** One picture in the popup's list. */
export interface ListedPicture {
  /** Of the element, within its frame, for as long as the page lives. */
  id: number;
  /** Where its pixels are; '' where the popup cannot read them. */
  url: string;
  /** As the page shows it, CSS px. */
  width: number;
  height: number;
  /** What the author says of it, or what it is, in a plain sentence. */
  about: string;
  /** What Inkling has said of it so far: a description or the reason for silence. */
  said?: string;
  /** Of `said`. */
  lang?: Language;
  /** Whether `said` describes it. */
  described: boolean;
  /** The user's own words for it; null where they have hidden the description. */
  own?: string | null;
  /** Of its pixels, for the user's own words about it; known once it has been looked at. */
  key?: string;
  /** Whether there is any point in asking for a description. */
  canDescribe: boolean;
}

/** One step through the pictures of a frame: those from `offset` on that the time of one reply was enough for. */
export interface PictureStep {
  pictures: ListedPicture[];
  /** Where the next step begins; null at the end. */
  next: number | null;
  /** All pictures of the frame, listed or not. */
  total: number;
}

/** Where a step to the next picture without a description has led in one frame. */
export interface NextPicture {
  /** Which of `count` it is, from 1; 0 when there was none to go to. */
  number: number;
  count: number;
  /** Whether all pictures could be counted in the time that a page can spare. */
  counted: boolean;
}
