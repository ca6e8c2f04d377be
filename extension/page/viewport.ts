// Where elements lie relative to what is on screen. Pure functions over the DOM; runs in web pages.

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

/** CSS px up or down to the viewport; within it, the fraction of the way down, so that reading order holds. */
export function distanceToView(element: Element): number {
  const { top, bottom } = element.getBoundingClientRect();
  if (bottom <= 0) return 1 - bottom;
  return top > innerHeight ? 1 + top - innerHeight : Math.max(0, top / innerHeight);
}
