// Reads a picture of another origin that lets everybody read it (CORS), as the page itself could. Runs in web pages.
import { mayShow } from '../address-space.ts';
import { readBody } from '../read-body.ts';
import { addressOf, originOf } from './picture-address.ts';
import { AT_MOST, convert, readPixels } from './read-pixels.ts';

/** Milliseconds; the page has loaded the picture before. */
const PATIENCE = 20_000;

/** Origins that keep their pictures to themselves; asking for each of them would be noise in the page's console. */
const closed = new Set<string>();

/** Asks them again. */
export const forgetClosed = () => closed.clear();

/**
 * Without cookies, without referrer, and not from a more private network than the page's own.
 * @returns the network's input as base64; null when the other origin does not allow it, or it is no picture of a usable size
 */
export async function fetchPixels(url: string): Promise<string | null> {
  const origin = originOf(url);
  if (!origin || closed.has(origin) || !mayShow(url, location.href)) return null;
  const bytes = await download(url, origin);
  if (!bytes) return null;
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null); // not a picture, whatever its server says
  if (!bitmap) return null;
  try {
    return bitmap.width * bitmap.height <= AT_MOST ? await convert(bitmap) : null;
  } finally {
    bitmap.close();
  }
}

/** @returns null where that fails: the caller says so, with the reason why it came this way */
async function download(url: string, origin: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const signal = AbortSignal.timeout(PATIENCE);
  const request = { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal } as const;
  const response = await fetch(url, request).catch(() => null);
  if (!response && !signal.aborted && navigator.onLine) closed.add(origin);
  if (!response?.ok || !mayShow(response.url, location.href)) return null;
  return readBody(response).catch(() => null);
}

/** From the page, or as another origin lets everybody read it. */
export async function pixelsOf(element: Element | undefined): Promise<string | null> {
  if (!element) return null;
  return (await readPixels(element, AT_MOST)) ?? fetchPixels(addressOf(element));
}
