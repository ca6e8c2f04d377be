// What a page's author says of a picture: its name, or that it has no meaning. Pure functions over the DOM; runs in web pages.
import { computeAccessibleName } from 'dom-accessibility-api';
import { attributeOf, closestRendered, matches, queryAll, renderedIn, rootsIn, textOf } from './flat-tree.ts';
import { roleOf } from './roles.ts';

/** The mark on labels that Inkling wrote. For people who look; ownership is remembered, not read from the page. */
export const MARK = 'data-inkling';

/** With one of these, or with a tabindex of the page's own, a picture is in the accessibility tree although its role says that it has no meaning. */
const GLOBAL_STATES = [
  ...['atomic', 'busy', 'controls', 'current', 'describedby', 'description', 'details', 'dropeffect', 'flowto'],
  ...['keyshortcuts', 'live', 'owns', 'relevant', 'roledescription'],
].map((name) => `[aria-${name}]`);
/** https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none */
const CONFLICT = GLOBAL_STATES.join();
/** What the page has not made focusable: it has a tabindex of Inkling's, for as long as the focus stays there. */
export const lentTabindex = new WeakSet<Element>();

/** What takes its name from its content, so that a name for the picture becomes its name. */
export const LINKS = [
  'a[href], button, summary, label, th, h1, h2, h3, h4, h5, h6',
  ...[
    'link',
    'button',
    'tab',
    'menuitem',
    'option',
    'checkbox',
    'radio',
    'switch',
    'treeitem',
    'heading',
    'columnheader',
    'rowheader',
  ].map((role) => `[role~="${role}" i]`),
].join();

/** Marked as having no meaning; only the author can judge that. */
export function isDecorative(element: Element): boolean {
  if (element.localName === 'img' && attributeOf(element, 'alt')?.trim() === '') return true;
  const role = roleOf(element);
  const isFocusable = element.hasAttribute('tabindex') && !lentTabindex.has(element);
  if ((role === 'none' || role === 'presentation') && !isFocusable && !element.matches(CONFLICT)) return true;
  return closestRendered(element, '[aria-hidden="true" i]') !== undefined;
}

/**
 * The accessible name without Inkling's part in it; a figure's caption or name counts for the pictures in the figure.
 * @param ours Inkling's label on the element itself
 * @returns '' when the author gave no name; undefined when that cannot be found out
 */
export function authorName(element: Element, ours?: string): string | undefined {
  // Hidden elements included: the question is what the author said, not what is on view.
  const name = accessibleName(element, true);
  if (name === undefined || isGiven(name, ours)) return name;
  return besideLabel(element, ours) || figureName(element);
}

/** Firefox calls a picture in a tab of its own by its address. */
const isGiven = (name: string | undefined, ours?: string) =>
  name && name !== ours && !(self === top && document.contentType.startsWith('image/') && name === document.URL);

/** What else the author says, for when the label (ours, then) came first, or a reference to nothing did. */
function besideLabel(element: Element, ours?: string): string {
  // Scripts can refer to elements that have no id, which leaves an empty attribute; the library does not look there.
  const referred = attributeOf(element, 'aria-labelledby') === '' ? element.ariaLabelledByElements : null;
  const words = referred?.map((each) => each.textContent?.trim()).find(Boolean);
  if (words) return words;
  const attributes = ['aria-label', 'alt', 'title'].map((attribute) => attributeOf(element, attribute)?.trim());
  return attributes.find((name) => isGiven(name, ours)) ?? '';
}

/** What a link or control that contains the picture is called: by text, by its other pictures or by itself. */
export function linkName(link: Element): string | undefined {
  const name = withoutLabels(link, () => accessibleName(link, false));
  if (name !== '') return name;
  return (link.localName === 'label' ? textOf(link) : labelsOf(link)) || shadowName(link);
}

/** The library does not look into shadow roots; their style sheets are no words. */
function shadowName(link: Element): string {
  const [, ...roots] = rootsIn(link);
  const words = roots.flatMap((root) => [
    ...Array.from(root.children, (each) => (matches(each, 'style, script, link') ? '' : textOf(each))),
    ...Array.from(queryAll(root, 'img[alt]'), (image) => attributeOf(image, 'alt')?.trim()),
  ]);
  return words.filter(Boolean).join(' ');
}

/**
 * To find the <label>s of a button, the browser walks through the whole page, so they are asked for last. The property
 * that hides them meanwhile is the extension's own; the page sees nothing of it.
 */
function withoutLabels<T>(button: Element, work: () => T): T {
  if (!(button instanceof HTMLButtonElement)) return work();
  Object.defineProperty(button, 'labels', { value: null, configurable: true });
  try {
    return work();
  } finally {
    delete (button as Partial<Record<'labels', unknown>>).labels;
  }
}

const labelsOf = (link: Element): string =>
  link instanceof HTMLButtonElement
    ? Array.from(link.labels, (label) => label.textContent?.trim() ?? '').join(' ')
    : '';

function figureName(element: Element): string | undefined {
  const figure = closestRendered(element, 'figure, [role~="figure" i]');
  if (!figure || figure === element) return '';
  const [caption] = queryAll(figure, 'figcaption');
  return (caption && textOf(caption)) || accessibleName(figure, false);
}

/** @returns undefined where a form whose fields have the names of its methods makes the library fail */
function accessibleName(element: Element, hidden: boolean): string | undefined {
  try {
    return withoutOurs(element, computeAccessibleName(element, { hidden, computedStyleSupportsPseudoElements: true }));
  } catch {
    return undefined;
  }
}

/** A link's name contains the labels of the pictures in it. */
function withoutOurs(element: Element, name: string): string {
  if (!name) return '';
  const ours = new Set(renderedIn(element, `[${MARK}]`));
  const labels = Array.from(ours, (each) => attributeOf(each, 'aria-label') ?? '');
  return labels.reduce((rest, label) => rest.replace(label, ''), name).trim();
}
