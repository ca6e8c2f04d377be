// Reads a picture that the page itself could read, without asking the network again. Runs in web pages.
import { toPixelsByStrips } from '../../model/preprocess.ts';
import { toBase64 } from '../base64.ts';
import { pixelSource } from '../pixel-source.ts';

/** Pixels: what a page's thread can do in passing. Larger pictures go by their address. */
const MOST_PIXELS = 4e6;

type Readable = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement;

/**
 * The network's input as base64.
 * @returns null when the picture is of another origin (the browser protects it), too large, not loaded or no bitmap
 */
export async function readPixels(element: Element): Promise<string | null> {
  if (!isReadable(element)) return null;
  try {
    const bitmap = await createImageBitmap(element);
    return await convert(bitmap).finally(() => bitmap.close());
  } catch (error) {
    // SecurityError: another origin; InvalidStateError: nothing loaded, or a drawing without a size of its own.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function isReadable(element: Element): element is Readable {
  const [width, height] = sizeOf(element);
  return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

function sizeOf(element: Element): [number, number] {
  if (element instanceof HTMLImageElement) return [element.naturalWidth, element.naturalHeight];
  if (element instanceof HTMLVideoElement) return [element.videoWidth, element.videoHeight];
  return element instanceof HTMLCanvasElement ? [element.width, element.height] : [0, 0];
}

async function convert(bitmap: ImageBitmap): Promise<string> {
  const strips = toPixelsByStrips(pixelSource(bitmap));
  let step = strips.next();
  while (!step.done) {
    await new Promise((resume) => setTimeout(resume)); // the page's own work comes first
    step = strips.next();
  }
  return toBase64(step.value);
}
