// Which pictures may be described, and why the others may not: the rules in their order. Pure functions over the DOM; runs in web pages.
import { authorName, isDecorative, LINKS, linkName } from './author-name.ts';
import { closestRendered, isCustom, matches, selfAndAncestors } from './flat-tree.ts';
import { backgroundOf } from './picture-address.ts';
import { isImageRole, roleOf } from './roles.ts';
import { isHidden } from './visibility.ts';

/** CSS px and ratio: Chrome's own image descriptions use the same limits for what is worth a caption. */
const LEAST_AUTOMATIC_SIDE = 150;
const MOST_AUTOMATIC_ASPECT = 2.5;
/** CSS px: below this, it is a spacer, a tracking dot or an icon. */
const LEAST_SIDE = 16;
/** Pixels of the file: below this on a large box, it is the blurred placeholder of a picture that is still to come. */
const LEAST_FILE_SIDE = 64;

/** Sizes of frames that advertisements come in (Interactive Advertising Bureau, fixed sizes), CSS px. */
const ADVERTISEMENTS = new Set(
  '300x250 336x280 250x250 200x200 728x90 970x90 970x250 468x60 320x50 320x100 300x50 160x600 120x600 300x600 300x1050'.split(
    ' ',
  ),
);

export type Why =
  | 'no name'
  | 'alone in a link'
  | 'hidden'
  | 'too small'
  | 'small'
  | 'long'
  | 'drawing'
  | 'control'
  | 'not loaded'
  | 'part of a picture'
  | 'editable'
  | 'decorative'
  | 'advertisement'
  | 'named'
  | 'in a named link';

export interface Verdict {
  /** `auto`: may be labelled unasked; `on demand`: may be spoken of when asked, never labelled; `never`: shows nothing. */
  describe: 'auto' | 'on demand' | 'never';
  why: Why;
}

/** The first rule that applies decides; names come last because they cost most. */
const RULES: [Why, Verdict['describe'], (element: Element, box: DOMRect, ours?: string) => boolean][] = [
  ['hidden', 'on demand', (element) => isHidden(element)],
  ['too small', 'never', isTooSmall],
  ['small', 'on demand', (_, box) => !isSizable(box)],
  ['long', 'on demand', (_, box) => isLong(box)],
  ['control', 'on demand', isControl],
  ['decorative', 'on demand', isDecorative],
  ['drawing', 'on demand', isDrawing],
  ['not loaded', 'on demand', isNotLoaded],
  ['part of a picture', 'on demand', isPartOfPicture],
  ['editable', 'on demand', isEditable],
  ['advertisement', 'on demand', isAdvertisement],
  ['named', 'on demand', (element, _, ours) => authorName(element, ours) !== ''],
  ['in a named link', 'on demand', (element) => linkOf(element) !== undefined && linkName(linkOf(element)!) !== ''],
  ['alone in a link', 'auto', (element) => linkOf(element) !== undefined],
];

/**
 * Decides about one picture.
 * @param ours Inkling's own label on it, which is not a name that the author gave
 */
export function judge(element: Element, ours?: string): Verdict {
  const box = element.getBoundingClientRect();
  const rule = RULES.find(([, , applies]) => applies(element, box, ours));
  return rule ? { why: rule[0], describe: rule[1] } : { why: 'no name', describe: 'auto' };
}

/** What takes a label away again; a picture that is hidden, small or loading for now keeps its own. */
const OFF_LIMITS = new Set<Why>(['control', 'decorative', 'part of a picture', 'editable', 'named', 'in a named link']);

/** Must no label be on the picture, however it is shown at the moment? */
export function isOffLimits(element: Element, ours?: string): boolean {
  const box = element.getBoundingClientRect();
  return RULES.some(([why, , applies]) => OFF_LIMITS.has(why) && applies(element, box, ours));
}

/** Is the box large enough for a picture that is labelled unasked? Asking this is much cheaper than to judge. */
export function isSizable(box: DOMRect): boolean {
  return shorter(box) >= LEAST_AUTOMATIC_SIDE;
}

/** CSS px, rounded because zoomed pages have sides of 149.99 px. */
const shorter = ({ width, height }: DOMRect) => Math.round(Math.min(width, height));

function isTooSmall(element: Element, box: DOMRect): boolean {
  const dot = element instanceof HTMLImageElement && element.naturalWidth > 0 && element.naturalWidth <= 2;
  return shorter(box) < LEAST_SIDE || (dot && element.naturalHeight <= 2);
}

const isLong = (box: DOMRect) => Math.round(Math.max(box.width, box.height)) / shorter(box) > MOST_AUTOMATIC_ASPECT;

/** A picture that does something: its name should say what, and looks cannot tell. */
function isControl(element: Element): boolean {
  const role = roleOf(element);
  const plain = role === undefined || isImageRole(role) || role === 'none' || role === 'presentation';
  return !plain || element instanceof HTMLInputElement || element instanceof HTMLAreaElement;
}

/**
 * Neither a plain image nor a box with role=img that shows nothing but one background picture. A custom element may have
 * a name that nobody else can see (ElementInternals).
 */
function isDrawing(element: Element): boolean {
  if (element instanceof HTMLImageElement) return false;
  const bare = !isCustom(element) && element.childElementCount === 0 && !element.textContent?.trim();
  return !(element instanceof HTMLElement && bare && isImageRole(roleOf(element)) && backgroundOf(element));
}

/** Still loading, broken, or a placeholder. Whether a CSS background has loaded cannot be seen. */
function isNotLoaded(element: Element): boolean {
  if (!(element instanceof HTMLImageElement)) return false;
  return !element.complete || Math.min(element.naturalWidth, element.naturalHeight) < LEAST_FILE_SIDE;
}

/** Browsers do not show what is inside an element with the role of an image. */
function isPartOfPicture(element: Element): boolean {
  for (const each of selfAndAncestors(element)) if (each !== element && isImageRole(roleOf(each))) return true;
  return false;
}

const canBeEdited = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'isContentEditable')!.get!;

/** The user may send or save what is there, and must not send Inkling's words with it. */
export function isEditable(element: Element): boolean {
  if (element.ownerDocument.designMode === 'on') return true;
  for (const each of selfAndAncestors(element)) {
    if ((each instanceof HTMLElement && canBeEdited.call(each)) || matches(each, '[role~="textbox" i]')) return true;
  }
  return false;
}

/** In a frame of another origin that has the size of an advertisement. */
function isAdvertisement(): boolean {
  return window !== top && !window.frameElement && ADVERTISEMENTS.has(`${innerWidth}x${innerHeight}`);
}

/** The link or control around the picture. Where it has a name, a description would only be heard beside it. */
function linkOf(element: Element): Element | undefined {
  const link = closestRendered(element, LINKS);
  return link === element ? undefined : link;
}
