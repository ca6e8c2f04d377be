// Finds the pictures of a page. Pure functions over the DOM; runs in web pages.
import { matches, queryAll, rootsIn } from './flat-tree.ts';

/** Everything that shows a picture, CSS backgrounds without a role excepted. */
const KINDS = [
  ...['img', 'svg', 'canvas', 'video', 'input[type="image" i]', 'object[data]', 'embed[type^="image/" i]'],
  ...['[role~="img" i]:not(form)', '[role~="image" i]:not(form)'], // a form's members cannot be trusted, see flat-tree.ts
].join();
/** Inside an SVG drawing, images are its parts. */
const PICTURES = `:is(${KINDS}):not(svg *)`;

/** Every picture in a page or a part of it (the part itself included), shadow roots included, in document order per root. */
export function* findImages(node: ParentNode): Generator<Element> {
  if (node instanceof Element && isPicture(node)) yield node;
  for (const root of rootsIn(node)) yield* picturesIn(root);
}

/** Those below one root, without what is in shadow roots. */
export function picturesIn(root: ParentNode): Iterable<Element> {
  return queryAll(root, PICTURES);
}

export function isPicture(element: Element): boolean {
  return matches(element, PICTURES);
}
