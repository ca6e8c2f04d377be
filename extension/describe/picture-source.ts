// Where the pictures of the describe page come from, each as something that can be decoded when it is needed. Runs in that page.
import { MAXIMUM_BYTES } from '../../model/picture-limits.ts';
import { toPixelsByStrips } from '../../model/preprocess.ts';
import { ReasonError } from '../../model/reasons.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { fetchPicture } from '../captioner/fetch-picture.ts';
import { sha256 } from '../captioner/sha256.ts';
import { decodePicture } from '../decode-picture.ts';
import type { Place } from '../describe-page.ts';
import { mayFetch } from '../may-fetch.ts';
import { sendToFrame } from '../messages.ts';
import type { ListedPicture } from '../picture-list.ts';
import { pixelSource, toImageData } from '../pixel-source.ts';

/** A picture that was given to the page. */
export interface PictureSource {
  /** Its file's name, or what stands for it. */
  name: string;
  /** Names it by its content, so that none is described twice. */
  hash(): Promise<string>;
  /** @throws ReasonError */
  decode(): Promise<Decoded>;
}

export interface Decoded {
  /** For people to look at. */
  bitmap: ImageBitmap;
  /** The network's input, as base64. */
  pixels: string;
  /** Of the picture itself. */
  width: number;
  height: number;
}

/** Milliseconds that the page computes at a stretch. */
const SLICE = 12;

/** @param name with the folders that it was found in */
export function fromFile(file: File, name = file.webkitRelativePath || file.name): PictureSource {
  const read = async () => {
    if (file.size > MAXIMUM_BYTES) throw new ReasonError('too-large');
    if (file.size === 0) throw new ReasonError('empty');
    return file
      .arrayBuffer()
      .then((buffer) => new Uint8Array(buffer))
      .catch((cause) => {
        throw new ReasonError('not-found', { cause }); // moved or changed since it was chosen
      });
  };
  return {
    name,
    hash: async () => sha256(await read()),
    async decode() {
      const bitmap = await decodePicture({ bytes: await read(), type: file.type });
      return { bitmap, pixels: toBase64(await convert(bitmap)), width: bitmap.width, height: bitmap.height };
    },
  };
}

/** A picture of a page, as the popup lists it. @throws ReasonError 'no-image' when it has gone */
export async function fromTab({ tabId, frameId, id }: Place): Promise<PictureSource> {
  const picture = await sendToFrame(tabId, frameId, 'page:picture', { id }).catch(() => null);
  if (!picture) throw new ReasonError('no-image');
  const inPage = await sendToFrame(tabId, frameId, 'page:pixels', { id }).catch(() => null);
  const pixels = inPage ?? toBase64(await fetchPixels(picture, (await chrome.tabs.get(tabId)).url));
  return {
    name: nameIn(picture.url),
    hash: () => sha256(fromBase64(pixels)),
    decode: async () => ({ bitmap: await toBitmap(fromBase64(pixels), picture), pixels, ...sizeOf(picture) }),
  };
}

async function fetchPixels({ url }: ListedPicture, page?: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await mayFetch(url, page))) throw new ReasonError('no-permission');
  return (await fetchPicture(url)).pixels;
}

/** Lets the page answer keys in between. */
async function convert(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const strips = toPixelsByStrips(pixelSource(bitmap));
  let due = performance.now() + SLICE;
  for (let step = strips.next(); ; step = strips.next()) {
    if (step.done) return step.value;
    if (performance.now() < due) continue;
    await new Promise((resume) => setTimeout(resume));
    due = performance.now() + SLICE;
  }
}

/** The network's input back in the form of the picture. */
async function toBitmap(pixels: Uint8Array, { width, height }: ListedPicture): Promise<ImageBitmap> {
  const size = { resizeWidth: Math.max(1, Math.round(width)), resizeHeight: Math.max(1, Math.round(height)) };
  return createImageBitmap(toImageData(pixels), size);
}

const sizeOf = ({ width, height }: ListedPicture) => ({ width, height });

/** The last part of an address on the network. */
function nameIn(url: string): string {
  const last = /^https?:/.test(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(last) || 'picture';
  } catch {
    return last; // its escapes mean nothing
  }
}
