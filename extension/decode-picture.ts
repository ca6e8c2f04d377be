// A picture's file → its pixels, with every way that it can go wrong named. Runs in the captioner page and in pages of ours.
import { disableTypes, imageSize, types } from 'image-size';
import { checkSize } from '../model/picture-limits.ts';
import { ReasonError } from '../model/reasons.ts';

/** What browsers decode: of other files, nobody needs the size. */
const DECODABLE = ['png', 'jpg', 'gif', 'webp', 'heif', 'bmp', 'ico'];
disableTypes(types.filter((type) => !DECODABLE.includes(type)));

export interface PictureFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** As its server or the system says, lower case. */
  type: string;
}

/** Turns it upright as its EXIF orientation says; of an animation, the first frame. @throws ReasonError */
export async function decodePicture(file: PictureFile): Promise<ImageBitmap> {
  checkHeader(file);
  return createImageBitmap(new Blob([file.bytes], { type: file.type })).catch((cause) => {
    throw new ReasonError('corrupt', { cause });
  });
}

/** Refuses by the size that the header declares, before anything is decoded. */
function checkHeader({ bytes, type }: PictureFile): void {
  if (isSvg(bytes, type)) throw new ReasonError('drawing');
  const size = headerSize(bytes);
  if (!size) throw new ReasonError(type.startsWith('image/') && !looksLikeHtml(bytes) ? 'corrupt' : 'not-an-image');
  checkSize(size.width, size.height);
}

function headerSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    return imageSize(bytes);
  } catch {
    return undefined; // the library throws for files that it does not know and for cut-off headers alike
  }
}

const beginning = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
const looksLikeHtml = (bytes: Uint8Array) => /^<(!doctype html|html|head|body)/i.test(beginning(bytes));

/** A vector drawing is a program: one of a kilobyte can keep the browser busy for hours, and nothing stops it. */
function isSvg(bytes: Uint8Array, type: string): boolean {
  const start = beginning(bytes);
  return (
    type.startsWith('image/svg+xml') || (start.startsWith('<') && /<svg[\s>]/i.test(start) && !looksLikeHtml(bytes))
  );
}
