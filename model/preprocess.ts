// Turns RGBA pixels of any size into the network's input: 260×260 RGB bytes. Pure arithmetic; runs everywhere.

/** Side of the square that the encoder sees, in pixels. */
export const SIDE = 260;
/** Length of the network's input: SIDE × SIDE × RGB. */
export const INPUT_LENGTH = SIDE * SIDE * 3;

/** A decoded picture, read in strips so that a huge one never has to be in memory as RGBA at once. */
export interface PixelSource {
  width: number;
  height: number;
  /** RGBA bytes (not premultiplied) of `count` whole rows from row `y`. */
  rows(y: number, count: number): Uint8ClampedArray | Uint8Array;
}

/** Pixels per strip: about a megapixel. */
const STRIP_PIXELS = 1 << 20;
/** Of the 260 rows of the result, those that are made without a stop. */
const ROWS_AT_ONCE = 20;

/**
 * Squeezes the whole picture into a square (as the training pictures were), transparency on white, with the
 * antialiased bicubic filter of Keys (1981, a = −½) in both directions.
 * @returns [260, 260, 3] RGB bytes, small enough to travel between contexts.
 */
export function toPixels(source: PixelSource): Uint8Array<ArrayBuffer> {
  const strips = toPixelsByStrips(source);
  let step = strips.next();
  while (!step.done) step = strips.next();
  return step.value;
}

/**
 * `toPixels` that stops after each strip, so that a caller on a web page's thread can let the page run in between.
 * @param stripPixels about 20 ns each
 */
export function* toPixelsByStrips(
  source: PixelSource,
  stripPixels = STRIP_PIXELS,
): Generator<void, Uint8Array<ArrayBuffer>, void> {
  const { width, height } = source;
  const narrow = new Float32Array(height * SIDE * 3); // [height, 260, 3]
  const columns = taps(width, SIDE);
  const stripRows = Math.max(1, Math.floor(stripPixels / width));
  for (let y = 0; y < height; y += stripRows) {
    const count = Math.min(stripRows, height - y);
    squeezeRows(source.rows(y, count), width, count, columns, narrow.subarray(y * SIDE * 3));
    yield;
  }
  return yield* squeezeColumns(narrow, taps(height, SIDE));
}

/** A picture that is already RGBA in memory as a PixelSource. */
export function inMemory(width: number, height: number, rgba: Uint8ClampedArray | Uint8Array): PixelSource {
  return { width, height, rows: (y, count) => rgba.subarray(y * width * 4, (y + count) * width * 4) };
}

interface Taps {
  start: number;
  weights: Float64Array;
}

/** For each of `to` output positions, the input positions that count and their weights (sum 1). */
function taps(from: number, to: number): Taps[] {
  const scale = from / to;
  const stretch = Math.max(scale, 1); // widen the filter when shrinking: that is the antialiasing
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - 2 * stretch + 0.5));
    const end = Math.min(from, Math.floor(centre + 2 * stretch + 0.5));
    const weights = Float64Array.from({ length: end - start }, (_, k) => cubic((start + k + 0.5 - centre) / stretch));
    const sum = weights.reduce((a, b) => a + b);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/** RGBA [count, width, 4] → RGB on white [count, 260, 3]. */
function squeezeRows(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  count: number,
  columns: Taps[],
  out: Float32Array,
): void {
  const line = new Float32Array(width * 3);
  for (let y = 0; y < count; y++) {
    for (let x = 0, from = y * width * 4; x < width; x++, from += 4) {
      const alpha = rgba[from + 3] / 255;
      const white = 255 * (1 - alpha);
      line[x * 3] = rgba[from] * alpha + white;
      line[x * 3 + 1] = rgba[from + 1] * alpha + white;
      line[x * 3 + 2] = rgba[from + 2] * alpha + white;
    }
    for (let i = 0, to = y * SIDE * 3; i < SIDE; i++, to += 3) {
      const { start, weights } = columns[i];
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let k = 0, from = start * 3; k < weights.length; k++, from += 3) {
        red += weights[k] * line[from];
        green += weights[k] * line[from + 1];
        blue += weights[k] * line[from + 2];
      }
      out[to] = red;
      out[to + 1] = green;
      out[to + 2] = blue;
    }
  }
}

/** [height, 260, 3] → [260, 260, 3] bytes. */
function* squeezeColumns(narrow: Float32Array, rows: Taps[]): Generator<void, Uint8Array<ArrayBuffer>, void> {
  const stride = SIDE * 3;
  const pixels = new Uint8ClampedArray(INPUT_LENGTH); // clamps and rounds: bicubic overshoots at edges
  const sum = new Float64Array(stride);
  for (let y = 0; y < SIDE; y++) {
    const { start, weights } = rows[y];
    sum.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const from = (start + k) * stride;
      for (let x = 0; x < stride; x++) sum[x] += weights[k] * narrow[from + x];
    }
    pixels.set(sum, y * stride);
    if (y % ROWS_AT_ONCE === 0) yield;
  }
  return new Uint8Array(pixels.buffer);
}
