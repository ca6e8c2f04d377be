// Puts the focus on a picture, which is then where the screen reader reads on, and leaves no trace. Runs in web pages.
import { lentTabindex } from './author-name.ts';
import { isEditable } from './judge-image.ts';

/** The picture that was made focusable for a jump, with what its tabindex was before. */
let lent: { element: Element; before: string | null; done: AbortController } | undefined;

/** Scrolls to the element and puts the focus on it. @returns false where it has gone or cannot have the focus: hidden, or in text being edited */
export function jumpTo(element: Element | undefined): boolean {
  endJump();
  if (!element) return false;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  if (focus(element)) return true;
  if (isEditable(element)) return false; // what is written there, the user may send or save
  lend(element);
  if (focus(element)) return true;
  endJump();
  return false;
}

/** Takes back what the last jump has written into the page. */
export function endJump(): void {
  if (!lent) return;
  const { element, before, done } = lent;
  lent = undefined;
  lentTabindex.delete(element);
  done.abort();
  if (element.getAttribute('tabindex') !== '-1') return; // the page has set its own since
  if (before === null) element.removeAttribute('tabindex');
  else element.setAttribute('tabindex', before);
}

function lend(element: Element): void {
  const done = new AbortController();
  lent = { element, before: element.getAttribute('tabindex'), done };
  if (!element.hasAttribute('tabindex')) lentTabindex.add(element);
  element.setAttribute('tabindex', '-1');
  // When only the window loses the focus, the element still has it within the page and must be there on return.
  element.addEventListener('blur', () => hasFocus(element) || endJump(), { signal: done.signal });
}

function focus(element: Element): boolean {
  (element as HTMLElement | SVGElement).focus?.({ preventScroll: true });
  return hasFocus(element);
}

const hasFocus = (element: Element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element;
