// Keeps the labels of a page up to date and, in automatic mode, asks for new ones, nearest the viewport first. Runs in web pages.

import type { Answer, PageStatus, ReportedPicture } from '../messages.ts';
import { labelFor } from '../wording.ts';
import { ask, forgetAnswers, forgetFailures, isAsked } from './ask.ts';
import { findImages, judge } from './find-images.ts';
import { adopt, giveWay, label, labelCount, labelOf, undoAll, unlabel } from './label-image.ts';
import { addressOf, originOf } from './picture-address.ts';
import { distanceToView } from './viewport.ts';

/** The model does one at a time; the second request is being read meanwhile. */
const MOST_AT_ONCE = 2;

interface Entry {
  /** What the element showed when it was judged. */
  address: string;
  state: 'waiting' | 'asked' | 'described' | 'silent';
  answer?: Answer;
}

/** Every picture that is being described or has been, or that Describe has labelled. */
const entries = new Map<Element, Entry>();
const page = { automatic: false, most: 0, asked: 0, atOnce: 0, location: '' };

/** Switches automatic mode on; if it is on, tries again what failed, because more may be allowed now. @param most pictures per page */
export function startAutomatic(most: number): void {
  page.automatic = true;
  page.most = most;
  forgetFailures();
  for (const [element, { state }] of entries) if (state === 'silent') entries.delete(element);
}

/** Ends automatic mode and takes every label back. @returns how many there were */
export function undo(): number {
  page.automatic = false;
  entries.clear();
  return undoAll();
}

/** Drops every label and answer, because the user wants other ones now; in automatic mode the next look asks anew. */
export function renew(): void {
  forgetAnswers();
  page.asked = 0;
  for (const element of entries.keys()) drop(element);
}

/** One look at the page: drops what no longer holds, finds what is new, asks for what is nearest. */
export function look(): void {
  countFromNew();
  giveWay();
  for (const [element, entry] of entries) if (isStale(element, entry)) drop(element);
  if (page.automatic) for (const element of findImages(document)) consider(element);
  askNext();
}

/** Labels the element with its answer, if it is still what was asked about and a page may see the answer. */
export function settle(element: Element, address: string, answer: Answer): void {
  const sentence = labelFor(answer);
  const changed = judge(element, labelOf(element)).describe !== 'auto' || addressOf(element) !== address;
  drop(element); // also because entries are in the order in which they were done
  if (changed || answer.reason === 'cancelled') return; // cancelled: the page was left and may be returned to
  const described = sentence !== null && answer.shareable && label(element, sentence);
  entries.set(element, { address, state: described ? 'described' : 'silent', answer });
}

export function status(): PageStatus {
  const all = [...entries.values()];
  const count = (...states: Entry['state'][]) => all.filter(({ state }) => states.includes(state)).length;
  const forbidden = all.filter(({ answer }) => answer?.reason === 'no-permission');
  const nameless = Array.from(findImages(document)).filter((each) => judge(each, labelOf(each)).describe === 'auto');
  const unseen = nameless.filter((each) => !entries.has(each)); // they appeared since the last look
  const waiting = [...entries, ...unseen.map((each) => [each, newEntry(each)] as const)].filter(mayAsk);
  return {
    automatic: page.automatic,
    found: nameless.length,
    described: labelCount(),
    silent: count('silent'),
    waiting: page.automatic ? count('asked') + waiting.length : 0,
    missingOrigins: [...new Set(forbidden.flatMap(({ address }) => originOf(address) ?? []))],
  };
}

/** What became of each picture that is done with. */
export function report(): ReportedPicture[] {
  return Array.from(entries.values()).flatMap(({ address, state, answer }) => {
    if (!answer) return [];
    const { reason, milliseconds, backend } = answer;
    return [{ src: address, described: state === 'described', reason, milliseconds, backend }];
  });
}

/** A page that changes its address without loading again counts as another page. */
function countFromNew(): void {
  const now = location.pathname + location.search;
  if (now !== page.location) page.asked = 0;
  page.location = now;
}

function isStale(element: Element, { address, state }: Entry): boolean {
  if (!element.isConnected || addressOf(element) !== address) return true;
  if (state === 'described') return labelOf(element) === undefined;
  return state === 'waiting' && judge(element).describe !== 'auto';
}

function drop(element: Element): void {
  unlabel(element);
  entries.delete(element);
}

function consider(element: Element): void {
  adopt(element);
  if (entries.has(element) || judge(element, labelOf(element)).describe !== 'auto') return;
  entries.set(element, newEntry(element));
}

const newEntry = (element: Element): Entry => ({ address: addressOf(element), state: 'waiting' });

function askNext(): void {
  while (page.automatic && page.atOnce < MOST_AT_ONCE && document.visibilityState === 'visible') {
    const next = nearest();
    if (!next) return;
    void describe(...next);
  }
}

/** Waiting, and within the limit for this page; the rest stays for Describe. */
function mayAsk([, { state, address }]: readonly [Element, Entry]): boolean {
  return state === 'waiting' && (page.asked < page.most || isAsked(address));
}

/** The waiting picture nearest to what is on screen, below before above. */
function nearest(): [Element, Entry] | undefined {
  const ranked = [...entries].filter(mayAsk).map((each) => ({ each, distance: distanceToView(each[0]) }));
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.each;
}

async function describe(element: Element, entry: Entry): Promise<void> {
  if (!isAsked(entry.address)) page.asked++;
  page.atOnce++;
  entry.state = 'asked';
  try {
    const answer = await ask(element);
    if (entries.get(element) === entry) settle(element, entry.address, answer);
  } catch {
    // Inkling is gone; content.ts notices and takes the labels back.
  } finally {
    page.atOnce--;
    askNext();
  }
}
