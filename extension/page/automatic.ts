// Keeps the labels of a page up to date and, in automatic mode, asks for new ones. Runs in web pages.
import { type Mode, type PageStatus, send } from '../messages.ts';
import { answersReceived, ask, cancel, forgetAnswers, forgetFailures, isAsked } from './ask.ts';
import { dropStale, type Entry, entries, isFilm, settle } from './entries.ts';
import { findImages } from './find-images.ts';
import { judge } from './judge-image.ts';
import { adoptIn, labelCount, labelOf, undoAll } from './label-image.ts';
import type { Changes } from './page-notes.ts';
import { addressOf, originOf } from './picture-address.ts';
import { isExpecting, leftBehind, next, noteChanges, putBack, rank } from './plan.ts';
import type { Slices } from './slices.ts';

/** The model does one at a time; the second request is being read meanwhile. */
const MOST_AT_ONCE = 2;
/** Different pictures per page that are described because somebody came near them; a page cannot keep us busy for ever. */
const MOST_APPROACHED = 1000;
/** Milliseconds that a question about the page may take. */
const STATUS_TIME = 10;

const page = { automatic: false, prepared: false, most: 0, asked: 0, atOnce: 0, choosing: false, location: '' };

/** Switches automatic mode on; if it is on, tries again what failed, because more may be allowed now. */
export function startAutomatic({ mostPerPage }: Pick<Mode, 'mostPerPage'>): void {
  page.automatic = true;
  page.most = mostPerPage;
  forgetFailures();
  for (const [element, { state }] of entries) if (state === 'silent') entries.delete(element);
}

export const isAutomatic = () => page.automatic;

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
  entries.clear();
  undoAll();
}

/** One look at the page: drops what no longer holds, finds what is new, asks for what is nearest. See watch-page.ts. */
export async function look(seen: Changes, moved: boolean, slices: Slices): Promise<void> {
  countFromNew();
  await noteChanges(seen, slices);
  for (const root of seen.roots) {
    adoptIn(root);
    if (slices.over()) await slices.turn();
  }
  if (seen.changed || document.designMode === 'on') await dropStale(slices);
  if (!page.automatic) return;
  await rank((element) => entries.has(element) || isFilm(element), moved, slices);
  if (!page.prepared && isExpecting()) prepare();
  if (page.atOnce === MOST_AT_ONCE) makeRoom();
  void askNext();
}

/** Has the model loaded while the page's pictures are on their way, once the page itself has nothing to do. */
function prepare(): void {
  page.prepared = true;
  requestIdleCallback(() => send('background:prepare').catch(() => undefined)); // without Inkling, nothing to load
}

/** Pictures that are slow to come, and that somebody has scrolled away from, must not hold up those that they see. */
function makeRoom(): void {
  const asked = [...entries].filter(([, { state }]) => state === 'asked').map(([element]) => element);
  for (const element of leftBehind(asked)) cancel(entries.get(element)!.address);
}

/** A page that changes its address without loading again counts as another page. */
function countFromNew(): void {
  const now = location.pathname + location.search;
  if (now !== page.location) page.asked = 0;
  page.location = now;
}

async function askNext(): Promise<void> {
  if (page.choosing) return;
  page.choosing = true;
  try {
    while (page.automatic && page.atOnce < MOST_AT_ONCE && page.asked < MOST_APPROACHED) {
      const chosen = await next(page.asked < page.most);
      if (!chosen || !page.automatic) break;
      if (!entries.has(chosen)) void describe(chosen);
    }
  } finally {
    page.choosing = false; // a picture that could not be judged is the end of that one alone
  }
}

async function describe(element: Element): Promise<void> {
  const entry: Entry = { address: addressOf(element), state: 'asked' };
  const isNew = !isAsked(entry.address);
  if (isNew) page.asked++;
  entries.set(element, entry);
  page.atOnce++;
  try {
    const answer = await ask(element);
    if (answer.reason === 'cancelled') {
      if (isNew) page.asked--;
      putBack(element);
    }
    if (entries.get(element) === entry) settle(element, entry.address, answer);
  } catch {
    // Inkling is gone; content.ts notices and takes the labels back.
  } finally {
    page.atOnce--;
    void askNext();
  }
}

export function status(): PageStatus {
  const all = [...entries.values()];
  const count = (state: Entry['state']) => all.filter((entry) => entry.state === state).length;
  const forbidden = all.filter(({ answer }) => answer?.reason === 'no-permission');
  const { nameless, unexamined } = countRest();
  return {
    automatic: page.automatic,
    found: all.length + nameless,
    unexamined,
    answers: answersReceived(),
    described: labelCount(),
    silent: count('silent'),
    waiting: page.automatic ? count('asked') + Math.min(nameless, Math.max(0, page.most - page.asked)) : 0,
    missingOrigins: [...new Set(forbidden.flatMap(({ address }) => originOf(address) ?? []))],
  };
}

/** Pictures without a name that are not taken up, as far as there is time to see. */
function countRest(): { nameless: number; unexamined: number } {
  const end = performance.now() + STATUS_TIME;
  const rest = Array.from(findImages(document)).filter((element) => !entries.has(element));
  let [examined, nameless] = [0, 0];
  for (; examined < rest.length && performance.now() < end; examined++) {
    if (judge(rest[examined], labelOf(rest[examined])).describe === 'auto') nameless++;
  }
  return { nameless, unexamined: rest.length - examined };
}
