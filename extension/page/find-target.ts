// Which picture a Describe means. Runs in web pages.

import browser from 'webextension-polyfill';
import type { Protocol } from '../messages.ts';
import { authorName, isDecorative, LINKS } from './author-name.ts';
import { findImages, isPicture } from './find-images.ts';
import { closestRendered, elementsAt, focusedElement, matches } from './flat-tree.ts';
import { judge } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import { listedElement } from './list-pictures.ts';
import { addressOf, backgroundOf } from './picture-address.ts';
import { areaInView } from './viewport.ts';

type Request = Parameters<Protocol['page:describe']>[0];

export interface Target {
  element: Element;
  /** Set when nobody pointed at the picture, so that the sentence has to say which it is. */
  chosen?: 'focused' | 'largest';
}

/** Where the menu was last opened, in CSS px of the viewport; forgotten when the page scrolls away under it. */
let menu: { x: number; y: number } | undefined;

/** Remembers where menus are opened, because Chrome tells an extension the address of a picture but not the element. */
export function watchMenus(signal: AbortSignal): void {
  const remember = (event: MouseEvent) => {
    if (event.isTrusted) menu = { x: event.clientX, y: event.clientY };
  };
  addEventListener('contextmenu', remember, { capture: true, signal });
  addEventListener('scroll', () => (menu = undefined), { capture: true, passive: true, signal });
}

/** The picture that the user means; undefined when there is none. */
export function findTarget({ from, srcUrl, linkUrl, targetElementId, id }: Request): Target | undefined {
  if (from === 'list') return listed(id);
  if (from === 'command') return focused('focused') ?? largest();
  const element = pointedAt(srcUrl) ?? clickedOn(targetElementId) ?? byAddress(srcUrl) ?? inLinkTo(linkUrl);
  return element ? { element } : focused();
}

function listed(id = 0): Target | undefined {
  const element = listedElement(id);
  return element && { element };
}

/** What is under the menu: a picture, else the one in a link there, else a background, else one that ignores the pointer. */
function pointedAt(srcUrl?: string): Element | undefined {
  if (!menu) return undefined;
  const { x, y } = menu;
  menu = undefined; // the next menu may open without our hearing of it
  const stack = elementsAt(x, y);
  const link = stack.find((element) => matches(element, LINKS));
  const found =
    stack.find(isPicture) ??
    (link && biggest(findImages(link))) ??
    stack.find(
      (element) => element !== document.body && element !== document.documentElement && backgroundOf(element),
    ) ??
    biggest(Array.from(findImages(document)).filter((element) => covers(element, x, y)));
  return found && srcUrl && addressOf(found) !== srcUrl ? undefined : found;
}

function covers(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom && element.checkVisibility();
}

/** What Firefox says was under the menu, also where this script was not there yet when it opened. */
function clickedOn(targetElementId?: number): Element | undefined {
  const target = targetElementId === undefined ? null : browser.menus.getTargetElement(targetElementId);
  if (!(target instanceof Element)) return undefined;
  const link = closestRendered(target, LINKS);
  return isPicture(target) ? target : biggest(findImages(link ?? target));
}

function byAddress(srcUrl?: string): Element | undefined {
  if (!srcUrl) return undefined;
  const shows = (element: Element) =>
    addressOf(element) === srcUrl || (element instanceof HTMLMediaElement && element.currentSrc === srcUrl);
  const showing = Array.from(findImages(document)).filter(shows);
  return biggest(showing.filter((element) => areaInView(element) > 0)) ?? showing[0];
}

function inLinkTo(linkUrl?: string): Element | undefined {
  const links = linkUrl ? Array.from(document.querySelectorAll<HTMLAnchorElement>('a[href]')) : [];
  return biggest(links.filter(({ href }) => href === linkUrl).flatMap((link) => [...findImages(link)]));
}

function focused(chosen?: 'focused'): Target | undefined {
  const focus = focusedElement();
  if (!focus) return undefined;
  const element = isPicture(focus) ? focus : closestRendered(focus, LINKS) && biggest(findImages(focus));
  return element && { element, chosen };
}

/** The largest picture in view that has no name and is not decorative. */
function largest(): Target | undefined {
  const nameless = (element: Element) => {
    const { describe, why } = judge(element, labelOf(element));
    const shown = describe !== 'never' && why !== 'hidden';
    return shown && !isDecorative(element) && authorName(element, labelOf(element)) === '';
  };
  const element = bySize(findImages(document)).find(nameless);
  return element && { element, chosen: 'largest' };
}

/** The largest in view, else the first. */
function biggest(elements: Iterable<Element>): Element | undefined {
  const all = Array.from(elements);
  return bySize(all)[0] ?? all[0];
}

/** Those in view, the largest first. */
function bySize(elements: Iterable<Element>): Element[] {
  const ranked = Array.from(elements, (element) => ({ element, area: areaInView(element) }));
  const inView = ranked.filter(({ area }) => area > 0).sort((a, b) => b.area - a.area);
  return inView.map(({ element }) => element);
}
