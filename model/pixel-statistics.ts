// A few figures about the raw pixels that tell flat graphics from photographs. Runs everywhere.
import type { Engine } from './engine.ts';
import { SIDE } from './preprocess.ts';

/** What `pixelStatistics` returns, in order. All are shares of the pixels (or of neighbours), 0–1, unless it is said. */
export const STATISTICS = [
  'commonest colour', // of 32³ colours
  'two commonest colours',
  'eight commonest colours',
  '64 commonest colours',
  'colours', // log10 of their number, by 5
  'flat', // neighbours that differ by at most 1 of 255
  'gentle', // by 2 to 5
  'moderate', // by 6 to 15
  'marked', // by 16 to 40
  'sharp', // by more than 40
  'white',
  'black',
  'grey', // no colour at all
  'vivid',
  'mean saturation',
  'contrast', // standard deviation of the brightness, by 128
] as const;

/** Of a picture's pixels: the number of those with each of 32³ colours; the numbers of kernels/pixels.ts. */
const [COLOURS, SUMS] = [32 ** 3, 12];

/** → function of `pixels` [260, 260, 3] RGB bytes that gives one figure per name in STATISTICS. */
export function createPixelStatistics({ kernels, allocate, borrow, doubles, whole }: Engine) {
  const counts = allocate(4 * COLOURS);
  const sums = allocate(8 * SUMS);
  const space = allocate(kernels.pixelSpace(SIDE));
  return (pixels: Uint8Array): Float32Array => {
    borrow(pixels, (bytes) => kernels.countPixels(SIDE, bytes, counts, sums, space));
    const [white, black, grey, vivid, saturation, brightness, squares, ...steps] = doubles(sums, SUMS);
    const all = SIDE * SIDE;
    const mean = brightness / all;
    const contrast = Math.sqrt(Math.max(0, squares / all - mean * mean)) / 128;
    return Float32Array.of(
      ...colourShares(whole(counts, COLOURS)),
      ...steps.map((value) => value / (2 * (all - SIDE))),
      ...[white, black, grey, vivid, saturation].map((value) => value / all),
      contrast,
    );
  };
}

function colourShares(counts: Uint32Array): number[] {
  const sorted = counts.filter((count) => count > 0).sort();
  const top = (many: number) => sorted.subarray(-many).reduce((sum, count) => sum + count, 0) / (SIDE * SIDE);
  return [...[1, 2, 8, 64].map(top), Math.log10(sorted.length) / 5];
}
