// Where elements lie relative to what is on screen. Pure functions over the DOM; runs in web pages.
import type { Box } from '../messages.ts';
import { elementsAt, matches, selfAndAncestors } from './flat-tree.ts';
import { isHidden } from './visibility.ts';

/** Less of it in view than this is not the picture any more. */
const LEAST_PART_IN_VIEW = 0.75;
/** Where it is looked whether something lies over a picture: fractions of its sides. */
const GRID = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Opacity from which a background hides what is under it. */
const HIDING = 0.5;

/** The part of the element that the viewport shows, in CSS px. */
export function boxInView(element: Element): DOMRect {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  return new DOMRect(
    x,
    y,
    Math.max(0, Math.min(innerWidth, right) - x),
    Math.max(0, Math.min(innerHeight, bottom) - y),
  );
}

/** Square CSS px. */
export function areaInView(element: Element): number {
  const { width, height } = boxInView(element);
  return width * height;
}

/** CSS px. Asking for it once for many elements is quicker. */
export const viewport = () => ({ width: innerWidth, height: innerHeight });

/** CSS px to the viewport, plus 1; within it, the fraction of the way down, so that reading order holds. */
export function distanceToView({ top, bottom, left, right }: DOMRect, view = viewport()): number {
  const down = Math.max(0, top - view.height, -bottom);
  const across = Math.max(0, left - view.width, -right);
  const inView = bottom > 0 && top <= view.height && across === 0;
  return inView ? Math.max(0, top / view.height) : 1 + down + across;
}

/** Where the screen shows the element; undefined when it does not, only a part of it, in a frame, or magnified. */
export function boxOnScreen(element: Element): Box | undefined {
  if (window !== top || (visualViewport?.scale ?? 1) !== 1 || isHidden(element) || isBroken(element)) return undefined;
  const { x, y, width, height } = boxInView(element);
  const all = element.getBoundingClientRect();
  const points = GRID.flatMap((right) => GRID.map((down) => [x + right * width, y + down * height] as const));
  const open = points.filter(([x, y]) => !isCovered(element, x, y)).length / points.length;
  if (open * width * height < LEAST_PART_IN_VIEW * all.width * all.height) return undefined;
  return { x, y, width, height, devicePixelRatio };
}

const isBroken = (element: Element) => element instanceof HTMLImageElement && element.naturalWidth === 0;

/** Does something hide the element at a point (CSS px)? What ignores the pointer is not seen. */
function isCovered(element: Element, x: number, y: number): boolean {
  const stack = elementsAt(x, y);
  const at = stack.indexOf(element);
  const around = new Set(selfAndAncestors(element));
  return stack.slice(0, at < 0 ? undefined : at).some((each) => !around.has(each) && hides(each));
}

function hides(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (matches(element, 'img, video, canvas, iframe, object, embed')) return true;
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const [, , , alpha = 1] = backgroundColor.match(/[\d.]+/g) ?? [];
  return Number(alpha) > HIDING || backgroundImage.includes('url(');
}
