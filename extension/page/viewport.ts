// Where elements lie relative to what is on screen. Pure functions over the DOM; runs in web pages.
import type { Box } from '../messages.ts';

/** Less of it in view than this is not the picture any more. */
const LEAST_PART_IN_VIEW = 0.75;

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

/** Where the screen shows the element; undefined when it does not, only a part of it, or in a frame. */
export function boxOnScreen(element: Element): Box | undefined {
  const { x, y, width, height } = boxInView(element);
  const all = element.getBoundingClientRect();
  if (window !== top || width * height < LEAST_PART_IN_VIEW * all.width * all.height) return undefined;
  return { x, y, width, height, devicePixelRatio };
}
