// Reads a picture that the page itself could read, without asking the network again. Runs in web pages.
import { toPixelsByStrips } from '../../model/preprocess.ts';
import { toBase64 } from '../base64.ts';
import { pixelSource } from '../pixel-source.ts';
import { originOf } from './picture-address.ts';
import { startIdleSlices } from './slices.ts';

/** Pixels that a page's thread can decode in passing, and those for which the page may have to wait once. */
export const IN_PASSING = 2e6;
export const AT_MOST = 4e6;
/** Pixels that are converted at once: a millisecond or two. */
const STRIP_PIXELS = 1 << 16;

type Readable = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement;

/**
 * The network's input as base64.
 * @param most pixels that are read; nothing cuts up the decoding of a picture
 * @returns null when the picture is of another origin (the browser protects it), too large, not loaded or no bitmap
 */
export async function readPixels(element: Element, most = IN_PASSING): Promise<string | null> {
  if (!isReadable(element, most)) return null;
  try {
    const bitmap = await createImageBitmap(element);
    return await convert(bitmap).finally(() => bitmap.close());
  } catch (error) {
    // SecurityError: another origin; InvalidStateError: nothing loaded, or a drawing without a size of its own.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function isReadable(element: Element, most: number): element is Readable {
  const [width, height] = sizeOf(element);
  if (element instanceof HTMLImageElement && isForeign(element)) return false; // to find out by trying costs a decoding
  return width > 0 && height > 0 && width * height <= most;
}

/** Of another origin, and not asked for in the way that lets the page read it. */
function isForeign({ currentSrc, crossOrigin }: HTMLImageElement): boolean {
  const origin = originOf(currentSrc);
  return origin !== undefined && origin !== self.origin && crossOrigin === null;
}

function sizeOf(element: Element): [number, number] {
  if (element instanceof HTMLImageElement) return [element.naturalWidth, element.naturalHeight];
  if (element instanceof HTMLVideoElement) return [element.videoWidth, element.videoHeight];
  return element instanceof HTMLCanvasElement ? [element.width, element.height] : [0, 0];
}

/** The network's input as base64; the page has its turn in between. */
export async function convert(bitmap: ImageBitmap): Promise<string> {
  const slices = await startIdleSlices();
  const strips = toPixelsByStrips(pixelSource(bitmap), STRIP_PIXELS);
  let step = strips.next();
  while (!step.done) {
    if (slices.over()) await slices.turn();
    step = strips.next();
  }
  if (slices.over()) await slices.turn();
  return toBase64(step.value);
}
