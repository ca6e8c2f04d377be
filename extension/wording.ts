// Description → the words a person hears, hedge first, in one language. Pure; runs in web pages, in the service worker and in the extension's pages.
import type { Description, Guess } from '../model/captioner.ts';
import type { Reason } from '../model/reasons.ts';
import type { Language } from './languages/languages.ts';
import { SPOKEN, type SpokenWords } from './languages/spoken.ts';

export const WORDINGS = ['full', 'short'] as const;
/** How long the hedges are, as the user chose. */
export type Wording = (typeof WORDINGS)[number];

/** Nobody listens to more. */
const MOST_GUESSES = 3;
/** Characters of an author's name that are repeated; the rest is no help in recognising it. */
const LONGEST_NAME = 150;

/** What of an answer goes into a sentence; `own`: the text is the user's, and nothing to hedge. */
export type Sayable = Pick<Description, 'text' | 'band' | 'reason' | 'guesses'> & {
  wording: Wording;
  /** Of everything that is said of the picture, but for the user's own words. */
  lang: Language;
  own?: true;
};

/** What the page's author says of a picture. */
export interface Context {
  /** The accessible name that the author gave. */
  name?: string;
  /** Marked as having no meaning: alt="", role=none or aria-hidden. */
  decorative?: boolean;
  /** How the picture was chosen, where nobody pointed at it. */
  chosen?: 'focused' | 'largest';
}

/** The label for a page: "Might be: two dogs running on grass"; null where nothing may be written unasked. */
export function labelFor({ text, band, wording, lang, own }: Omit<Sayable, 'guesses'>): string | null {
  if (own) return text;
  return text !== null && band === 'likely' ? hedged(SPOKEN[lang], wording, 'likely', text) : null;
}

/**
 * One sentence to say: the description with its hedge, or why there is none; what the author said comes first.
 * @param press how often in a row this answer has been asked for before: 0 and 1 say the description, since people first
 *   want to hear it again; further presses say the other guesses, then that there are no more, then all over again
 */
export function spokenSentence(answer: Sayable, context: Context = {}, press = 0): string {
  const words = SPOKEN[answer.lang];
  const guesses = answer.guesses.slice(0, MOST_GUESSES);
  const turn = answer.text === null || answer.own ? 0 : press % (guesses.length + 3);
  if (turn > 1) return another(guesses[turn - 2], answer.wording, words);
  return [...introductions(context, words), description(answer, words)].join(' ');
}

/** The sentence for a failure without an answer. */
export function reasonSentence(reason: Reason, lang: Language, context: Context = {}): string {
  const words = SPOKEN[lang];
  return [...introductions(context, words), words.reasons[reason]].join(' ');
}

/** The sentence that repeats the user's own words. */
export const ownSentence = (words: string, lang: Language): string => SPOKEN[lang].own + words;

function description({ text, band, reason, wording, lang, own }: Sayable, words: SpokenWords): string {
  if (text === null) return words.reasons[reason ?? 'model-failed'];
  return own ? ownSentence(text, lang) : hedged(words, wording, band ?? 'doubtful', text);
}

function another(guess: Guess | undefined, wording: Wording, words: SpokenWords): string {
  return guess ? hedged(words, wording, 'guess', guess.text) : words.noMore;
}

const hedged = ({ hedges, colon }: SpokenWords, wording: Wording, hedge: keyof typeof hedges.full, text: string) =>
  hedges[wording][hedge] + colon + text;

function introductions({ name, decorative, chosen }: Context, words: SpokenWords): string[] {
  const parts: string[] = [];
  if (chosen) parts.push(words.chosen[chosen]);
  if (name) parts.push(words.author + withFullStop(shorten(name)));
  else if (decorative) parts.push(words.decorative);
  return parts;
}

const shorten = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trimEnd()}…` : name);
const withFullStop = (words: string) => (/[.!?…]$/.test(words) ? words : `${words}.`);
