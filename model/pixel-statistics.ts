// A few figures about the raw pixels that tell flat graphics from photographs. Pure arithmetic; runs everywhere.
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

const LEVELS = 32;
const counts = new Uint32Array(LEVELS ** 3);

/** `pixels` [260, 260, 3] RGB bytes → one figure per name in STATISTICS. */
export function pixelStatistics(pixels: Uint8Array): Float32Array {
  const { commonest, colours, white, black, grey, vivid, saturation } = colourStatistics(pixels);
  const { steps, contrast } = brightnessStatistics(pixels);
  const shares = [white, black, grey, vivid, saturation].map((value) => value / (SIDE * SIDE));
  return Float32Array.of(...commonest, colours, ...steps, ...shares, contrast);
}

function colourStatistics(pixels: Uint8Array) {
  counts.fill(0);
  let [white, black, grey, vivid, saturation] = [0, 0, 0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3) {
    const [red, green, blue] = [pixels[i], pixels[i + 1], pixels[i + 2]];
    counts[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)]++;
    const high = Math.max(red, green, blue);
    const low = Math.min(red, green, blue);
    if (low >= 250) white++;
    if (high <= 5) black++;
    if (high - low <= 3) grey++;
    if (high - low >= 160) vivid++;
    if (high > 0) saturation += (high - low) / high;
  }
  const sorted = counts.filter((count) => count > 0).sort();
  const top = (many: number) => sorted.subarray(-many).reduce((sum, count) => sum + count, 0) / (SIDE * SIDE);
  const colours = Math.log10(sorted.length) / 5;
  return { commonest: [1, 2, 8, 64].map(top), colours, white, black, grey, vivid, saturation };
}

/** Upper ends of the first four sorts of steps between neighbours. */
const STEP_ENDS = [1, 5, 15, 40];

function brightnessStatistics(pixels: Uint8Array) {
  const bright = new Float32Array(SIDE * SIDE);
  let [sum, squares] = [0, 0];
  for (let i = 0, k = 0; k < bright.length; i += 3, k++) {
    const value = 0.299 * pixels[i] + 0.587 * pixels[i + 1] + 0.114 * pixels[i + 2];
    bright[k] = value;
    sum += value;
    squares += value * value;
  }
  const steps = new Float64Array(STEP_ENDS.length + 1);
  const [first, second, third, fourth] = STEP_ENDS;
  const count = (difference: number) => {
    const size = Math.abs(difference);
    steps[+(size > first) + +(size > second) + +(size > third) + +(size > fourth)]++; // no branches: twice as fast
  };
  for (let k = 0; k < bright.length - SIDE; k++) {
    count(bright[k + 1] - bright[k]); // the last of a row wraps to the next: 1 in 260
    count(bright[k + SIDE] - bright[k]);
  }
  const total = 2 * (bright.length - SIDE);
  const mean = sum / bright.length;
  const contrast = Math.sqrt(Math.max(0, squares / bright.length - mean * mean)) / 128;
  return { steps: steps.map((value) => value / total), contrast };
}
