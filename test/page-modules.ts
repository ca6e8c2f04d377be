// The modules that browser tests run by themselves in a page, as one global object. Runs in test pages.
export { announce, forgetAnnouncements } from '../extension/announce.ts';
export { authorName, linkName } from '../extension/author-name.ts';
export { fetchPicture } from '../extension/fetch-picture.ts';
export { findImages, judge } from '../extension/find-images.ts';
export { closestRendered, elementsAt, focusedElement } from '../extension/flat-tree.ts';
export { adopt, giveWay, label, labelOf, undoAll, unlabel } from '../extension/label-image.ts';
export { addressOf, originOf } from '../extension/picture-address.ts';
export { pixelSource } from '../extension/pixel-source.ts';
export { readPixels } from '../extension/read-pixels.ts';
export { areaInView, boxInView, distanceToView } from '../extension/viewport.ts';
export { watchPage } from '../extension/watch-page.ts';

declare global {
  // Types only: the object exists in the page, not in Node.
  var inkling: typeof import('./page-modules.ts');
}
