// What a training picture may be seen as: as it is, in a mirror, or a random part of it in other light. What it shows stays
// true, so that training has several times the pictures. Runs in Node.
import { type PixelSource, SIDE } from '../../model/preprocess.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { hashText } from '../files.ts';
import { seededRandom } from '../random.ts';

export type View = 'plain' | 'mirrored' | `cropped-${number}`;

/** Those of a training picture; pictures of dev are seen plain only. */
export const viewsWith = ({ mirrored, crops }: { mirrored: number | boolean; crops: number }): View[] => [
  'plain',
  ...(mirrored ? (['mirrored'] as const) : []),
  ...Array.from({ length: crops }, (_, i) => `cropped-${i + 1}` as const),
];

/**
 * @param name chooses the part, together with the view: always the same one
 * @returns [260, 260, 3] RGB bytes. Rejects with a ReasonError.
 */
export async function readView(bytes: Uint8Array, view: View, name: string): Promise<Uint8Array> {
  if (view === 'plain') return readPixels(bytes);
  if (view === 'mirrored') return mirror(await readPixels(bytes));
  const random = seededRandom(hashText(`${view} ${name}`));
  const part = changeLight(await readPixels(bytes, (source) => cropAtRandom(source, random)), random);
  return random() < 0.5 ? mirror(part) : part;
}

/** @param pixels RGB bytes [260, 260, 3] @returns the same with left and right exchanged, in a new array */
export function mirror(pixels: Uint8Array): Uint8Array {
  const mirrored = new Uint8Array(pixels.length);
  const pixel = (x: number, y: number) => (y * SIDE + x) * 3;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const from = pixel(x, y);
      mirrored.set(pixels.subarray(from, from + 3), pixel(SIDE - 1 - x, y));
    }
  }
  return mirrored;
}

/** A part must still show what the captions name: those of Inception (https://arxiv.org/abs/1409.4842) go down to 8 %. */
const LEAST_AREA = 0.55;
/** How much wider or higher than the picture it may be, both ways. */
const MOST_STRETCH = 1.25;

const between = (from: number, to: number, random: () => number) => from + (to - from) * random();

/** A part of the picture: at least 55 % of its area, 0.8 to 1.25 times its proportions. */
export function cropAtRandom({ width, height, rows }: PixelSource, random: () => number): PixelSource {
  const area = between(LEAST_AREA, 1, random);
  const stretch = MOST_STRETCH ** between(-1, 1, random);
  const [w, h] = [width * Math.min(1, Math.sqrt(area * stretch)), height * Math.min(1, Math.sqrt(area / stretch))];
  const part = { width: Math.max(1, Math.round(w)), height: Math.max(1, Math.round(h)) };
  const left = Math.floor(random() * (width - part.width + 1));
  const top = Math.floor(random() * (height - part.height + 1));
  return {
    ...part,
    rows(y, count) {
      const whole = rows(top + y, count); // RGBA [count, width]
      const cut = new Uint8Array(count * part.width * 4);
      for (let row = 0; row < count; row++) {
        const from = (row * width + left) * 4;
        cut.set(whole.subarray(from, from + part.width * 4), row * part.width * 4);
      }
      return cut;
    },
  };
}

/** Contrast, brightness and saturation by chance, each by at most a third. @param pixels RGB bytes @returns a new array */
export function changeLight(pixels: Uint8Array, random: () => number): Uint8Array {
  const contrast = between(0.75, 1.25, random);
  const brightness = between(0.8, 1.2, random);
  const saturation = between(0.7, 1.2, random);
  const average = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const changed = new Uint8ClampedArray(pixels.length); // rounds and clamps
  for (let i = 0; i < pixels.length; i += 3) {
    const grey = (pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3;
    for (let c = i; c < i + 3; c++) {
      const colour = grey + saturation * (pixels[c] - grey);
      changed[c] = brightness * average + contrast * (colour - average);
    }
  }
  return new Uint8Array(changed.buffer);
}
