// The modules that browser tests run by themselves in a page, as one global object. Runs in test pages.

export { fetchPicture } from '../extension/captioner/fetch-picture.ts';
export { announce, forgetAnnouncements } from '../extension/page/announce.ts';
export { authorName, linkName } from '../extension/page/author-name.ts';
export { findImages, judge } from '../extension/page/find-images.ts';
export { closestRendered, elementsAt, focusedElement } from '../extension/page/flat-tree.ts';
export { adopt, giveWay, label, labelOf, undoAll, unlabel } from '../extension/page/label-image.ts';
export { addressOf, originOf } from '../extension/page/picture-address.ts';
export { readPixels } from '../extension/page/read-pixels.ts';
export { areaInView, boxInView, distanceToView } from '../extension/page/viewport.ts';
export { watchPage } from '../extension/page/watch-page.ts';
export { pixelSource } from '../extension/pixel-source.ts';

declare global {
  // Types only: the object exists in the page, not in Node.
  var inkling: typeof import('./page-modules.ts');
}
