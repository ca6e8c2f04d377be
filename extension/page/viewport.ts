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

/** CSS px to the viewport, plus 1; within it, the fraction of the way down, so that reading order holds. */
export function distanceToView({ top, bottom, left, right }: DOMRect): number {
  const down = Math.max(0, top - innerHeight, -bottom);
  const across = Math.max(0, left - innerWidth, -right);
  const inView = bottom > 0 && top <= innerHeight && across === 0;
  return inView ? Math.max(0, top / innerHeight) : 1 + down + across;
}
