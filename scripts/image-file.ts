// Image file → the network's input, with sharp. Runs in Node: command line, training, tests.
import sharp, { type Metadata } from 'sharp';
import { checkSize, MAXIMUM_BYTES } from '../model/picture-limits.ts';
import { inMemory, type PixelSource, toPixels } from '../model/preprocess.ts';
import { ReasonError } from '../model/reasons.ts';

/** Longer side in pixels at which a drawing without pixels of its own is drawn: twice what the network sees. */
const DRAWING_SIDE = 520;
/** Dots per inch at which a drawing gets the size it asks for. */
const NATURAL_DENSITY = 72;

/**
 * Decodes any common image file: first frame, EXIF orientation applied, colours as sRGB.
 * @param partOf what of the picture is wanted; else all of it
 * @returns [260, 260, 3] RGB bytes. Rejects with a ReasonError.
 */
export async function readPixels(bytes: Uint8Array, partOf = (whole: PixelSource) => whole): Promise<Uint8Array> {
  if (bytes.length === 0) throw new ReasonError('empty');
  if (bytes.length > MAXIMUM_BYTES) throw new ReasonError('too-large');
  const header = await readHeader(bytes);
  if (header.format !== 'svg') checkSize(header.width, header.height);
  const { data, info } = await decode(bytes, header).catch((cause) => {
    throw new ReasonError('corrupt', { cause });
  });
  return toPixels(partOf(inMemory(info.width, info.height, data)));
}

function readHeader(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { limitInputPixels: false }) // ours is the limit that counts
    .metadata()
    .catch((cause) => {
      throw new ReasonError(startsLikeImage(bytes) ? 'corrupt' : 'not-an-image', { cause });
    });
}

/** The first bytes of JPEG, PNG, GIF, WebP, AVIF/HEIF and TIFF. */
function startsLikeImage(bytes: Uint8Array): boolean {
  const beginning = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return /^(\xff\xd8|\x89PNG|GIF8|RIFF.{4}WEBP|.{4}ftyp|II\*\0|MM\0\*)/s.test(beginning);
}

/** RGBA bytes. Small faults are read over, as browsers do; a file that ends too early is refused. */
function decode(bytes: Uint8Array, { format, width, height }: Metadata) {
  const density = format === 'svg' ? (NATURAL_DENSITY * DRAWING_SIDE) / Math.max(width, height) : undefined;
  return sharp(bytes, { failOn: 'truncated', density: density && Math.min(Math.max(density, 1), 100_000) })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}
