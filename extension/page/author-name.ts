// What a page's author says of a picture: its name, or that it has no meaning. Pure functions over the DOM; runs in web pages.
import { computeAccessibleName } from 'dom-accessibility-api';
import { closestRendered } from './flat-tree.ts';

/** The mark on labels that Inkling wrote. For people who look; ownership is remembered, not read from the page. */
export const MARK = 'data-inkling';

/** The first token of the role attribute, which is the one that counts, in lower case. */
export function roleOf(element: Element): string | undefined {
  return element.getAttribute('role')?.trim().toLowerCase().split(/\s+/)[0] || undefined;
}

/** Marked as having no meaning; only the author can judge that. */
export function isDecorative(element: Element): boolean {
  const role = roleOf(element);
  if (role === 'none' || role === 'presentation') return true;
  const emptyAlt = element.localName === 'img' && element.getAttribute('alt')?.trim() === '';
  return emptyAlt || closestRendered(element, '[aria-hidden="true" i]') !== undefined;
}

/**
 * The accessible name without Inkling's part in it; a figure's caption or name counts for the pictures in the figure.
 * @param ours Inkling's label on the element itself
 * @returns '' when the author gave no name
 */
export function authorName(element: Element, ours?: string): string {
  // Hidden elements included: the question is what the author said, not what is on view.
  const name = withoutOurs(element, computeAccessibleName(element, { hidden: true }));
  if (name && name !== ours) return name;
  return besideLabel(element) || figureName(element);
}

/** What else the author says, for when the label (ours, then) came first. */
function besideLabel(element: Element): string {
  const attributes = ['alt', 'title'].map((attribute) => element.getAttribute(attribute)?.trim());
  return attributes.find(Boolean) ?? '';
}

/** What a link or control that contains the picture is called: by text, by its other pictures or by itself. */
export function linkName(link: Element): string {
  const name = withoutOurs(link, computeAccessibleName(link));
  return name || (link.localName === 'label' ? (link.textContent?.trim() ?? '') : '');
}

function figureName(element: Element): string {
  const figure = closestRendered(element, 'figure, [role~="figure" i]');
  if (!figure || figure === element) return '';
  return figure.querySelector('figcaption')?.textContent?.trim() || computeAccessibleName(figure);
}

/** A link's name contains the labels of the pictures in it. */
function withoutOurs(element: Element, name: string): string {
  const labels = Array.from(element.querySelectorAll(`[${MARK}]`), (each) => each.getAttribute('aria-label') ?? '');
  return labels.reduce((rest, label) => rest.replace(label, ''), name).trim();
}
