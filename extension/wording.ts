// Description → the words a person hears, hedge first. Pure; runs in web pages, in the service worker and in the extension's pages.
import type { Description, Guess } from '../model/captioner.ts';
import { REASONS, type Reason } from '../model/reasons.ts';

export const WORDINGS = ['full', 'short'] as const;
/** How long the hedges are, as the user chose. */
export type Wording = (typeof WORDINGS)[number];

/**
 * Every hedge, by how sure the model is. Always the same words, so that listeners learn to skip them; stressing error
 * rather than likeness keeps trust low. A further guess is hedged by itself, for whoever hears only that sentence.
 */
export const HEDGES: Record<Wording, Record<'likely' | 'doubtful' | 'guess', string>> = {
  full: { likely: 'Might be', doubtful: 'Not sure, could be wrong', guess: 'Another guess, less sure' },
  short: { likely: 'AI', doubtful: 'AI, unsure', guess: 'AI, another guess' },
};

const NO_MORE = 'No other guesses.';
/** Nobody listens to more. */
const MOST_GUESSES = 3;
/** Characters of an author's name that are repeated; the rest is no help in recognising it. */
const LONGEST_NAME = 150;

/** What of an answer goes into a sentence; `own`: the text is the user's, and nothing to hedge. */
export type Sayable = Pick<Description, 'text' | 'band' | 'reason' | 'guesses'> & { wording: Wording; own?: true };

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
export function labelFor({ text, band, wording, own }: Omit<Sayable, 'guesses'>): string | null {
  if (own) return text;
  return text !== null && band === 'likely' ? `${HEDGES[wording].likely}: ${text}` : null;
}

/**
 * One sentence to say: the description with its hedge, or why there is none; what the author said comes first.
 * @param press how often in a row this answer has been asked for before: 0 and 1 say the description, since people first
 *   want to hear it again; further presses say the other guesses, then that there are no more, then all over again
 */
export function spokenSentence(answer: Sayable, context: Context = {}, press = 0): string {
  const guesses = answer.guesses.slice(0, MOST_GUESSES);
  const turn = answer.text === null || answer.own ? 0 : press % (guesses.length + 3);
  if (turn > 1) return another(guesses[turn - 2], answer.wording);
  return [...introductions(context), description(answer)].join(' ');
}

/** The sentence for a failure without an answer. */
export function reasonSentence(reason: Reason, context: Context = {}): string {
  return [...introductions(context), REASONS[reason]].join(' ');
}

function description({ text, band, reason, wording, own }: Sayable): string {
  if (text === null) return REASONS[reason ?? 'model-failed'];
  if (own) return `You call this ${text}`;
  return `${HEDGES[wording][band ?? 'doubtful']}: ${text}`;
}

function another(guess: Guess | undefined, wording: Wording): string {
  return guess ? `${HEDGES[wording].guess}: ${guess.text}` : NO_MORE;
}

function introductions({ name, decorative, chosen }: Context): string[] {
  const parts: string[] = [];
  if (chosen) parts.push(chosen === 'focused' ? 'Focused picture:' : 'Largest picture:');
  if (name) parts.push(`The author calls this ${withFullStop(shorten(name))}`);
  else if (decorative) parts.push('Marked as decorative.');
  return parts;
}

const shorten = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trimEnd()}…` : name);
const withFullStop = (words: string) => (/[.!?…]$/.test(words) ? words : `${words}.`);
