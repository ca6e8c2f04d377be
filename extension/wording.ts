// Description → the words a person hears, hedge first. Pure; runs in web pages and in the service worker.
import type { Description } from '../model/captioner.ts';
import { REASONS, type Reason } from '../model/reasons.ts';

/** Always the same words, so that listeners learn to skip them; stressing error rather than likeness keeps trust low. */
const HEDGE = 'Might be: ';
/** Characters of an author's name that are repeated; the rest is no help in recognising it. */
const LONGEST_NAME = 150;

/** What the page's author says of a picture. */
export interface Context {
  /** The accessible name that the author gave. */
  name?: string;
  /** Marked as having no meaning: alt="", role=none or aria-hidden. */
  decorative?: boolean;
  /** How the picture was chosen, where nobody pointed at it. */
  chosen?: 'focused' | 'largest';
}

/** The label for a page: "Might be: two dogs running on grass". */
export function labelFor(text: string): string {
  return HEDGE + text;
}

/** One sentence to say: the description with its hedge, or why there is none; what the author said comes first. */
export function spokenSentence(answer: Pick<Description, 'text' | 'reason'>, context: Context = {}): string {
  const description = answer.text === null ? REASONS[answer.reason ?? 'model-failed'] : labelFor(answer.text);
  return [...introductions(context), description].join(' ');
}

/** The sentence for a failure without an answer. */
export function reasonSentence(reason: Reason, context?: Context): string {
  return spokenSentence({ text: null, reason }, context);
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
