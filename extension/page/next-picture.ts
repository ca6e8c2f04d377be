// Steps from one picture without a description to the next, in the order of the page. Runs in web pages.
import type { Protocol } from '../messages.ts';
import type { NextPicture } from '../picture-list.ts';
import { findImages } from './find-images.ts';
import { focusedElement } from './flat-tree.ts';
import { jumpTo } from './jump.ts';
import { labelOf } from './label-image.ts';
import { isNameless } from './list-pictures.ts';

/** Milliseconds at a stretch, and in all, that counting may take from the page. */
const SLICE = 10;
const MOST_TIME = 1000;

/** Where the last step led, and where the focus was then: elsewhere if the picture could not have it. */
let last: { picture: WeakRef<Element>; focus?: WeakRef<Element> } | undefined;

/** Jumps to the next one after the focus or the last step (`here`) or to the first (`start`), and says which it is. */
export async function nextPicture({ from }: Parameters<Protocol['page:next-picture']>[0]): Promise<NextPicture> {
  const pictures = inOrder(Array.from(findImages(document)));
  const place = from === 'here' ? here() : undefined;
  const next = from === 'nowhere' ? undefined : pictures.find((each) => isAfter(each, place) && isMissing(each));
  if (next) {
    jumpTo(next);
    const focus = focusedElement();
    last = { picture: new WeakRef(next), focus: focus && new WeakRef(focus) };
  }
  return count(pictures, next);
}

/** The focus; the last picture as long as the focus has not moved, or is lost. */
function here(): Element | undefined {
  const focus = focusedElement();
  return !focus || focus === last?.focus?.deref() ? (last?.picture.deref() ?? focus) : focus;
}

/** No name from the author and no label of ours. */
const isMissing = (element: Element) => labelOf(element) === undefined && isNameless(element);

async function count(pictures: Element[], next?: Element): Promise<NextPicture> {
  const end = performance.now() + MOST_TIME;
  let pause = performance.now() + SLICE;
  let [number, all] = [0, 0];
  for (const picture of pictures) {
    const now = performance.now();
    if (now > end) return { number: Number(next !== undefined), count: all, counted: false };
    if (now > pause) await new Promise((resume) => setTimeout(resume)); // the page's own work comes first
    if (now > pause) pause = performance.now() + SLICE;
    if (isMissing(picture)) all++;
    if (picture === next) number = all;
  }
  return { number, count: all, counted: true };
}

/** findImages() takes the shadow roots after the rest of the page; most pages have no pictures there. */
function inOrder(pictures: Element[]): Element[] {
  const plain = pictures.every((each) => each.getRootNode() === document);
  return plain ? pictures : pictures.sort((a, b) => (isAfter(b, a) ? -1 : 1));
}

function isAfter(element: Element, place?: Element): boolean {
  if (!place?.isConnected) return true;
  if (element === place) return false;
  const [mine, other] = [hostsOf(element), hostsOf(place)];
  const level = mine.findIndex((host, i) => host !== other[i]);
  if (level < 0) return false; // the place is in the element's own shadow
  if (level >= other.length) return true;
  return Boolean(other[level].compareDocumentPosition(mine[level]) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** The shadow hosts around the element, outermost first, and the element. */
function hostsOf(element: Element): Element[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [...hostsOf(root.host), element] : [element];
}
