// Reads a picture of another origin that lets everybody read it (CORS), as the page itself could. Runs in web pages.
import { MAXIMUM_BYTES } from '../../model/picture-limits.ts';
import { mayShow } from '../address-space.ts';
import { originOf } from './picture-address.ts';
import { AT_MOST, convert } from './read-pixels.ts';

/** Milliseconds; the page has loaded the picture before. */
const PATIENCE = 20_000;

/** Origins that keep their pictures to themselves; asking for each of them would be noise in the page's console. */
const closed = new Set<string | undefined>();

/**
 * Without cookies, without referrer, and not from a more private network than the page's own.
 * @returns the network's input as base64; null when the other origin does not allow it, or it is no picture of a usable size
 */
export async function fetchPixels(url: string): Promise<string | null> {
  const origin = originOf(url);
  if (!origin || closed.has(origin) || !mayShow(url, location.href)) return null;
  const blob = await download(url);
  if (!blob) closed.add(origin);
  if (!blob || blob.size > MAXIMUM_BYTES) return null;
  const bitmap = await createImageBitmap(blob).catch(() => null); // not a picture, whatever its server says
  if (!bitmap) return null;
  try {
    return bitmap.width * bitmap.height <= AT_MOST ? await convert(bitmap) : null;
  } finally {
    bitmap.close();
  }
}

async function download(url: string): Promise<Blob | null> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal });
    return response.ok && mayShow(response.url, location.href) ? await response.blob() : null;
  } catch {
    return null; // refused, or out of reach: the caller says so, with the reason why it came this way
  }
}
