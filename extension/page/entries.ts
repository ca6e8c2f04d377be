// What became of each picture of a page: asked about, described, left alone; and the labels that follow. Runs in web pages.
import type { Answer, ReportedPicture } from '../messages.ts';
import { labelFor } from '../wording.ts';
import { isAsked } from './ask.ts';
import { isHere } from './flat-tree.ts';
import { judge } from './judge-image.ts';
import { giveWay, label, labelled, labelOf, unlabel } from './label-image.ts';
import { addressOf } from './picture-address.ts';
import type { Slices } from './slices.ts';

/** An element that shows new pictures more often than this is a film. */
const MOST_CHANGES = 20;

export interface Entry {
  /** What the element showed when it was taken up. */
  address: string;
  state: 'asked' | 'described' | 'silent';
  answer?: Answer;
}

/** Every picture that is being described or has been, or that Describe has labelled. */
export const entries = new Map<Element, Entry>();
const changes = new WeakMap<Element, number>();

/** Drops what no longer holds because the page has changed. */
export async function dropStale(slices: Slices): Promise<void> {
  for (const element of labelled()) {
    giveWay(element);
    if (slices.over()) await slices.turn();
  }
  for (const [element, entry] of entries) {
    countChange(element, entry.address);
    if (isStale(element, entry)) drop(element);
    if (slices.over()) await slices.turn();
  }
}

/** @param before what it showed when it was taken up */
function countChange(element: Element, before: string): void {
  const shown = addressOf(element);
  if (shown !== before && !isAsked(shown)) changes.set(element, (changes.get(element) ?? 0) + 1);
}

function isStale(element: Element, { address, state }: Entry): boolean {
  if (!isHere(element) || addressOf(element) !== address) return true;
  if (state === 'described') return labelOf(element) === undefined;
  return state === 'silent' && judge(element).describe !== 'auto';
}

/** Does it show one new picture after the other? */
export const isFilm = (element: Element) => (changes.get(element) ?? 0) > MOST_CHANGES;

function drop(element: Element): void {
  unlabel(element);
  entries.delete(element);
}

/** Labels the element with its answer, if it is still what was asked about and a page may see the answer. */
export function settle(element: Element, address: string, answer: Answer): void {
  const { describe, why } = judge(element, labelOf(element));
  // What names a picture names the link around it, so that a mistake costs more there.
  const sentence = labelFor(why === 'alone in a link' ? { ...answer, text: answer.careful ?? null } : answer);
  const changed = describe !== 'auto' || addressOf(element) !== address;
  countChange(element, address);
  drop(element); // also because entries are in the order in which they were done
  if (changed || answer.reason === 'cancelled') return; // cancelled: the page was left and may be returned to
  const described = sentence !== null && answer.shareable && label(element, sentence, answer.own ? null : answer.lang);
  entries.set(element, { address, state: described ? 'described' : 'silent', answer });
}

/** What Inkling has to say of a picture so far. */
export const answerOf = (element: Element): Answer | undefined => entries.get(element)?.answer;

/** What became of each picture that is done with. */
export function report(): ReportedPicture[] {
  return Array.from(entries.values()).flatMap(({ address, state, answer }) => {
    if (!answer) return [];
    const { reason, milliseconds, backend } = answer;
    return [{ src: address, described: state === 'described', reason, milliseconds, backend }];
  });
}
