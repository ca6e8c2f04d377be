// Which other origins a page's pictures come from, for the permission that a site switch asks for. Pure functions over the DOM; runs in web pages.
import { authorName } from './author-name.ts';
import { findImages } from './find-images.ts';
import { queryAll, rootsIn } from './flat-tree.ts';
import { isSizable, judge } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import { addressOf, originOf } from './picture-address.ts';

/** Origins of pictures that automatic mode would describe, now or when they have loaded, and of frames that have room for one. */
export function foreignOrigins(): string[] {
  const origins = new Set<string>();
  const consider = (address: string, wanted: () => boolean) => {
    const origin = originOf(address);
    if (origin && origin !== location.origin && !origins.has(origin) && wanted()) origins.add(origin);
  };
  for (const picture of findImages(document)) consider(addressOf(picture), () => isWanted(picture));
  for (const root of rootsIn(document)) {
    for (const frame of queryAll(root, 'iframe[src]') as NodeListOf<HTMLIFrameElement>) {
      consider(frame.src, () => isSizable(frame.getBoundingClientRect()));
    }
  }
  return [...origins];
}

function isWanted(picture: Element): boolean {
  const { describe, why } = judge(picture, labelOf(picture));
  return describe === 'auto' || (why === 'not loaded' && authorName(picture, labelOf(picture)) === '');
}
