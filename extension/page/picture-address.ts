// Where the pixels of an element come from, as an address. Pure functions over the DOM; runs in web pages.

/** The address of the picture that an element shows; '' when it has none (a canvas, an empty image). */
export function addressOf(element: Element): string {
  if (element instanceof HTMLImageElement) return element.currentSrc || element.src;
  if (element instanceof HTMLInputElement) return element.src;
  if (element instanceof HTMLVideoElement) return element.poster;
  if (element instanceof SVGSVGElement) return drawingAddress(element);
  return backgroundOf(element) ?? '';
}

/** The one picture of a CSS background; undefined for none, several or a gradient. */
export function backgroundOf(element: Element): string | undefined {
  return /^url\("([^"]+)"\)$/.exec(getComputedStyle(element).backgroundImage)?.[1];
}

/** An SVG drawing as a file of its own, at the size it has in the page; what the page's style sheets say of it is lost. */
function drawingAddress(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

/** The origin that must be readable to fetch the address; undefined where it is not on the network, or no address at all. */
export function originOf(address: string): string | undefined {
  return /^https?:/.test(address) && URL.canParse(address) ? new URL(address).origin : undefined;
}
