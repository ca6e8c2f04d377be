// Which pictures of a page may be described, and why the others may not. Pure functions over the DOM; runs in web pages.
import { authorName, isDecorative, linkName, roleOf } from './author-name.ts';
import { closestRendered, matches, rootsIn, selfAndAncestors } from './flat-tree.ts';
import { backgroundOf } from './picture-address.ts';

/** CSS px and ratio: Chrome's own image descriptions use the same limits for what is worth a caption. */
const LEAST_AUTOMATIC_SIDE = 150;
const MOST_AUTOMATIC_ASPECT = 2.5;
/** CSS px: below this, it is a spacer, a tracking dot or an icon. */
const LEAST_SIDE = 16;
/** Pixels of the file: below this on a large box, it is the blurred placeholder of a picture that is still to come. */
const LEAST_FILE_SIDE = 64;

/** Everything that shows a picture, CSS backgrounds without a role excepted. */
const PICTURES = 'img, svg, canvas, video, input[type="image" i], [role~="img" i], [role~="image" i]';
/** What takes its name from its content, so that a name for the picture becomes its name. */
export const LINKS = [
  'a[href], button, summary, label',
  ...['link', 'button', 'tab', 'menuitem', 'option', 'checkbox', 'radio', 'switch', 'treeitem'].map(
    (role) => `[role~="${role}" i]`,
  ),
].join();

export type Why =
  | 'no name'
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
  | 'named'
  | 'in a named link';

export interface Verdict {
  /** `auto`: may be labelled unasked; `on demand`: may be spoken of when asked, never labelled; `never`: shows nothing. */
  describe: 'auto' | 'on demand' | 'never';
  why: Why;
}

/** The first rule that applies decides; the cheap ones come first because pages have many icons. */
const RULES: [Why, Verdict['describe'], (element: Element, ours?: string) => boolean][] = [
  ['hidden', 'on demand', isHidden],
  ['too small', 'never', isTooSmall],
  ['small', 'on demand', isSmall],
  ['long', 'on demand', isLong],
  ['control', 'on demand', isControl],
  ['decorative', 'on demand', isDecorative],
  ['drawing', 'on demand', isDrawing],
  ['not loaded', 'on demand', isNotLoaded],
  ['part of a picture', 'on demand', isPartOfPicture],
  ['editable', 'on demand', isEditable],
  ['named', 'on demand', (element, ours) => Boolean(authorName(element, ours))],
  ['in a named link', 'on demand', isInNamedLink],
];

/**
 * Decides about one picture.
 * @param ours Inkling's own label on it, which is not a name that the author gave
 */
export function judge(element: Element, ours?: string): Verdict {
  const rule = RULES.find(([, , applies]) => applies(element, ours));
  return rule ? { why: rule[0], describe: rule[1] } : { why: 'no name', describe: 'auto' };
}

/** Every picture in a page or a part of it (the part itself included), shadow roots included, in document order per root. */
export function* findImages(node: ParentNode): Generator<Element> {
  if (node instanceof Element && isPicture(node)) yield node;
  for (const root of rootsIn(node)) {
    for (const element of root.querySelectorAll(PICTURES)) if (!element.parentElement?.closest('svg')) yield element;
  }
}

export function isPicture(element: Element): boolean {
  return element.matches(PICTURES);
}

function isHidden(element: Element): boolean {
  const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return !visible || closestRendered(element, '[inert]') !== undefined;
}

const sizeOf = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return [Math.round(width), Math.round(height)].sort((a, b) => a - b);
};

function isTooSmall(element: Element): boolean {
  const dot = element instanceof HTMLImageElement && element.naturalWidth > 0 && element.naturalWidth <= 2;
  return sizeOf(element)[0] < LEAST_SIDE || (dot && element.naturalHeight <= 2);
}

function isSmall(element: Element): boolean {
  return sizeOf(element)[0] < LEAST_AUTOMATIC_SIDE;
}

function isLong(element: Element): boolean {
  const [shorter, longer] = sizeOf(element);
  return longer / shorter > MOST_AUTOMATIC_ASPECT;
}

/** A picture that does something: its name should say what, and looks cannot tell. */
function isControl(element: Element): boolean {
  const role = roleOf(element);
  return (
    element instanceof HTMLInputElement ||
    (role !== undefined && !['img', 'image', 'none', 'presentation'].includes(role))
  );
}

/** Neither a plain image nor a box with role=img that shows nothing but one background picture. */
function isDrawing(element: Element): boolean {
  if (element instanceof HTMLImageElement) return false;
  const bare = element.childElementCount === 0 && !element.textContent?.trim();
  return !(element instanceof HTMLElement && bare && isImageRole(roleOf(element)) && backgroundOf(element));
}

const isImageRole = (role?: string) => role === 'img' || role === 'image';

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

/** The user may send or save what is there, and must not send Inkling's words with it. */
export function isEditable(element: Element): boolean {
  if (element.ownerDocument.designMode === 'on') return true;
  for (const each of selfAndAncestors(element)) {
    if ((each instanceof HTMLElement && each.isContentEditable) || matches(each, '[role~="textbox" i]')) return true;
  }
  return false;
}

/** The link says already where it leads, in text or otherwise; a description would only be heard beside it. */
function isInNamedLink(element: Element): boolean {
  const link = closestRendered(element, LINKS);
  return link !== undefined && link !== element && Boolean(linkName(link));
}
