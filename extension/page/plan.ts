// In which order pictures are taken up: on screen, within one screen of it, then from the top of the page. Runs in web pages.
import { authorName, isDecorative } from './author-name.ts';
import { findImages, isPicture, picturesIn } from './find-images.ts';
import { isHere } from './flat-tree.ts';
import { isSizable, judge } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import type { Changes } from './page-notes.ts';
import { type Slices, startSlices } from './slices.ts';
import { distanceToView, viewport } from './viewport.ts';

/** Every picture found, those that were there from the start in the order of the document. */
const known = new Set<Element>();
/** May not be labelled, until something changes that could matter. */
const refused = new WeakSet<Element>();
/** `waiting`: those that are near come first; `around`: all that are near, whatever their size. */
const queue = { waiting: [] as Element[], near: 0, around: [] as Element[] };
/** Names cost time. */
const MOST_LOOKS_AHEAD = 20;
/** Hidden pictures have no place, and so are everywhere near. */
const MOST_AROUND = 300;

/** Takes note of new and changed parts of the page. */
export async function noteChanges({ roots, touched, changed }: Changes, slices: Slices): Promise<void> {
  const anew = roots.includes(document);
  if (anew) known.clear();
  for (const root of roots) {
    const own = root instanceof Element && isPicture(root) ? [root] : [];
    for (const picture of [...own, ...picturesIn(root)]) {
      known.add(picture);
      refused.delete(picture);
      if (slices.step()) await slices.turn();
    }
  }
  for (const root of touched) {
    for (const picture of findImages(root)) refused.delete(picture);
    if (slices.over()) await slices.turn();
  }
  for (const picture of changed && !anew ? known : []) {
    if (!isHere(picture)) known.delete(picture); // the page may take in and throw away for ever
    if (slices.step()) await slices.turn();
  }
}

/**
 * Puts what is not taken up yet in order, by where it lies now. What is near is judged again although it was refused:
 * of style sheets, animations and the pointer nobody tells.
 * @param moved false: only what was near before is looked at, because nothing has happened
 */
export async function rank(isTaken: (element: Element) => boolean, moved: boolean, slices: Slices): Promise<void> {
  const near: { element: Element; distance: number }[] = [];
  const rest = moved ? [] : queue.waiting.slice(Math.max(0, queue.near));
  const around: Element[] = [];
  const view = viewport();
  for (const element of moved ? known : queue.around) {
    if (slices.step()) await slices.turn();
    const box = element.getBoundingClientRect();
    const distance = distanceToView(box, view);
    const isNear = distance <= 1 + view.height;
    if (isNear && around.length < MOST_AROUND) around.push(element);
    if (!isSizable(box) || isTaken(element)) continue;
    if (isNear) near.push({ element, distance });
    else if (!refused.has(element)) rest.push(element);
  }
  near.sort((a, b) => a.distance - b.distance);
  Object.assign(queue, { waiting: [...near.map(({ element }) => element), ...rest], near: near.length, around });
}

/** Those of these pictures that somebody has left behind, while others near them wait. */
export function leftBehind(elements: Element[]): Element[] {
  if (queue.around.length === MOST_AROUND) return []; // too many to tell
  const far = elements.filter((element) => !queue.around.includes(element));
  const near = far.length > 0 ? queue.waiting.slice(0, Math.min(queue.near, MOST_LOOKS_AHEAD)) : [];
  return near.some(mayBeLabelled) ? far : [];
}

/** A picture that was taken up waits again, behind all others. */
export function putBack(element: Element): void {
  queue.waiting.push(element);
}

const mayBeLabelled = (element: Element) => judge(element, labelOf(element)).describe === 'auto';

/** Is a picture on its way that will have no name? The first few are enough to tell. */
export function isExpecting(): boolean {
  let looks = 0;
  for (const element of known) {
    if (!(element instanceof HTMLImageElement) || element.complete) continue;
    if (!isDecorative(element) && authorName(element) === '') return true;
    if (++looks === MOST_LOOKS_AHEAD) break;
  }
  return false;
}

/**
 * The next picture that may be labelled; names are looked at only here.
 * @param beyond whether pictures that are not near count too
 */
export async function next(beyond: boolean): Promise<Element | undefined> {
  const slices = await startSlices();
  while (queue.waiting.length > 0 && (beyond || queue.near > 0)) {
    if (slices.over()) await slices.turn();
    const element = queue.waiting.shift();
    if (!element) return undefined; // there has been a new look in the meantime
    queue.near--;
    if (mayBeLabelled(element)) return element;
    refused.add(element);
  }
  return undefined;
}
