// What is said of a picture, and what it is made of. Types only; used everywhere.
import type { Reason } from './reasons.ts';
import type { BackendName } from './runner.ts';

export interface Word {
  word: string;
  /** Probability of this word given the picture and the words before it, 0–1. */
  probability: number;
}

export interface Sentence {
  text: string;
  words: Word[];
  /** 0–1: geometric mean of the word probabilities, the end of the sentence included. */
  confidence: number;
}

/** Something that could be said, without hedge. */
export interface Guess {
  text: string;
  /** Calibrated, 0–1: that everything it names is right. */
  probability: number;
}

/** What is said of one picture. */
export interface Description {
  /** Without hedge; null when there is nothing to say. */
  text: string | null;
  /** The same at the most careful step, for places where a mistake costs more; absent where it is silent. */
  careful?: string;
  /** 'likely': may be written into the page. 'doubtful': only for someone who asked. null: `text` is null. */
  band: 'likely' | 'doubtful' | null;
  /** Why nothing is said unasked; there whenever `band` is not 'likely'. */
  reason?: Reason;
  /** Calibrated, 0–1: that everything `text` names is right. */
  probability: number;
  /** The content words of `text`. */
  words: Word[];
  /** Really different ones, likeliest first, at most three. */
  guesses: Guess[];
  /** What computed the encoder; null when the picture never reached it. */
  backend: BackendName | null;
  milliseconds: number;
}

/** How a description came about. */
export interface Explanation extends Description {
  /** The network's sentence that the description is a part of, or its best one where nothing of it is said. */
  sentence: ExplainedWord[];
  /** The encoder's own names for what it sees, likeliest first. */
  labels: Guess[];
  /** Milliseconds of each step; they add up to `milliseconds`. */
  steps: { encoder: number; decoder: number; deciding: number };
}

/** A word of the network's sentence. */
export interface ExplainedWord {
  /** As it is said; "…" for one that is never said, such as a guess at somebody's age. */
  word: string;
  /** Given the picture and the words before it, 0–1. */
  probability: number;
  /** Calibrated, 0–1: that it is right; only of words that say something, and in pictures like those learned from. */
  sureness?: number;
  /** Whether it is in the description. Of words that say nothing by themselves: undefined. */
  said?: boolean;
  /** Share of each region of the picture, row by row from the upper left [81]; they add up to 1. */
  attention: number[];
}
