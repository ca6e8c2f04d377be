// In which order pictures are taken up: on screen, within one screen of it, then from the top of the page. Runs in web pages.
import { findImages, isPicture, picturesIn } from './find-images.ts';
import { isHere } from './flat-tree.ts';
import { isSizable, judge } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import { type Slices, startSlices } from './slices.ts';
import { distanceToView } from './viewport.ts';
import type { Changes } from './watch-page.ts';

/** Every picture found, those that were there from the start in the order of the document. */
const known = new Set<Element>();
/** May not be labelled, until something changes that could matter. */
const refused = new WeakSet<Element>();
const queue = { waiting: [] as Element[], near: 0 };

/** Takes note of new and changed parts of the page. */
export async function noteChanges({ roots, touched }: Changes, slices: Slices): Promise<void> {
  for (const root of roots) {
    const own = root instanceof Element && isPicture(root) ? [root] : [];
    for (const picture of [...own, ...picturesIn(root)]) {
      known.add(picture);
      refused.delete(picture);
      if (slices.over()) await slices.turn();
    }
  }
  for (const root of touched) {
    for (const picture of findImages(root)) refused.delete(picture);
    if (slices.over()) await slices.turn();
  }
  for (const picture of known) {
    if (!isHere(picture)) known.delete(picture); // the page may take in and throw away for ever
    if (slices.over()) await slices.turn();
  }
}

/**
 * Puts what is not taken up yet in order, by where it lies now. What is near is judged again although it was refused:
 * of style sheets, animations and the pointer nobody tells.
 */
export async function rank(isTaken: (element: Element) => boolean, slices: Slices): Promise<void> {
  const near: { element: Element; distance: number }[] = [];
  const rest: Element[] = [];
  for (const element of known) {
    if (slices.over()) await slices.turn();
    if (isTaken(element)) continue;
    const box = element.getBoundingClientRect();
    const distance = distanceToView(box);
    const isNear = distance <= 1 + innerHeight;
    if (!isSizable(box) || (refused.has(element) && !isNear)) continue;
    if (isNear) near.push({ element, distance });
    else rest.push(element);
  }
  near.sort((a, b) => a.distance - b.distance);
  queue.waiting = [...near.map(({ element }) => element), ...rest];
  queue.near = near.length;
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
    if (judge(element, labelOf(element)).describe === 'auto') return element;
    refused.add(element);
  }
  return undefined;
}
