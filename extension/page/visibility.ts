// Is an element out of reach for everybody, or for screen readers? Pure functions over the DOM; runs in web pages.
import { closest, closestRendered, matches, selfAndAncestors } from './flat-tree.ts';

/** Not drawn, fully transparent or inert; off the screen is not hidden. */
export function isHidden(element: Element): boolean {
  const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return !visible || isInert(element) || isInHiddenFrame(element);
}

function isInert(element: Element): boolean {
  const modal = openModal(element.ownerDocument);
  if (modal && ![...selfAndAncestors(element)].includes(modal)) return true;
  return closestRendered(element, '[inert]') !== undefined;
}

/** While a modal dialog is open, everything else is inert. The list of dialogs is kept by the browser, and short. */
function openModal(page: Document): Element | undefined {
  return Array.from(page.getElementsByTagName('dialog')).findLast((dialog) => matches(dialog, ':modal'));
}

/** Of a frame whose parent has another origin this cannot be known. */
function isInHiddenFrame({ ownerDocument }: Element): boolean {
  const frame = ownerDocument.defaultView?.frameElement;
  if (!frame) return false;
  const drawn = frame.checkVisibility({ visibilityProperty: true });
  return !drawn || closest(frame, '[inert], [aria-hidden="true" i]') !== null || isInHiddenFrame(frame);
}
