// The modules that browser tests run by themselves in a page, as one global object. Runs in test pages.

export { fetchPicture } from '../extension/captioner/fetch-picture.ts';
export { announce, forgetAnnouncements, onEscape } from '../extension/page/announce.ts';
export { authorName, isDecorative, linkName } from '../extension/page/author-name.ts';
export { fetchPixels, forgetClosed } from '../extension/page/fetch-pixels.ts';
export { findImages } from '../extension/page/find-images.ts';
export { closestRendered, elementsAt, focusedElement } from '../extension/page/flat-tree.ts';
export { judge } from '../extension/page/judge-image.ts';
export { endJump, jumpTo } from '../extension/page/jump.ts';
export {
  adoptIn,
  giveWay,
  label,
  labelled,
  labelOf,
  undoAll,
  unlabel,
  unlabelMoved,
} from '../extension/page/label-image.ts';
export { foreignOrigins } from '../extension/page/origins.ts';
export { addressOf, originOf } from '../extension/page/picture-address.ts';
export { readPixels } from '../extension/page/read-pixels.ts';
export { roleOf } from '../extension/page/roles.ts';
export { startIdleSlices, startSlices } from '../extension/page/slices.ts';
export { areaInView, boxInView, boxOnScreen, distanceToView } from '../extension/page/viewport.ts';
export { isHidden } from '../extension/page/visibility.ts';
export { watchPage } from '../extension/page/watch-page.ts';
export { pixelSource } from '../extension/pixel-source.ts';
export { beamSearch } from '../model/beam-search.ts';
export { startEngine } from '../model/engine.ts';
export { readSafetensors } from '../model/safetensors.ts';
export { createWasmDecoder } from '../model/wasm-decoder.ts';
export { createWasmEncoder } from '../model/wasm-encoder.ts';

declare global {
  // Types only: the object exists in the page, not in Node.
  var inkling: typeof import('./page-modules.ts');
}
