// Depthwise convolution of some rows of a picture that has zeros around it, for inference. AssemblyScript.

import { multiplyAdd } from './arithmetic';
import { quantiseRelu6 } from './quantise';

/** Channels and pixels worked out together: their eight sums keep two multipliers busy. */
const GROUP: usize = 32;
const PIXELS: i32 = 4;

/**
 * y [rows, columns, channels] = x * filter + bias, clamped to 0 … 6. x begins at the first window, its rows `row` bytes apart.
 * @param filter [channels ∕ 8, size, size, 8]
 * @param bytes y is made as bytes.ts wants it, [rows·columns, 2, channels]
 */
export function depthwiseStrip(
  rows: i32,
  columns: i32,
  channels: i32,
  size: i32,
  stride: i32,
  x: usize,
  row: usize,
  filter: usize,
  bias: usize,
  bytes: bool,
  y: usize,
): void {
  const pixel = (<usize>channels) << 2;
  const made = bytes ? pixel >> 1 : pixel;
  for (let i = 0; i < rows; i++) {
    const above = x + i * stride * row;
    const own = y + i * columns * made;
    for (let j = 0; j < columns; j += PIXELS) {
      const first = min(j, columns - PIXELS); // the last tile overlaps the one before it
      pixels(above + first * stride * pixel, row, pixel, size, stride * pixel, filter, bias, bytes, own + first * made);
    }
  }
}

/** All channels of four neighbours, `step` bytes between their windows. */
function pixels(
  x: usize,
  row: usize,
  pixel: usize,
  size: i32,
  step: usize,
  filter: usize,
  bias: usize,
  bytes: bool,
  y: usize,
): void {
  const reach = size * pixel;
  const made = bytes ? pixel >> 1 : pixel;
  const apart = pixel >> 2;
  for (const end = x + pixel; x < end; x += GROUP) {
    let x0 = v128.load(bias);
    let y0 = v128.load(bias, 16);
    let x1 = x0;
    let y1 = y0;
    let x2 = x0;
    let y2 = y0;
    let x3 = x0;
    let y3 = y0;
    for (let i = 0; i < size; i++) {
      let a = x + i * row;
      let b = a + step;
      let c = b + step;
      let d = c + step;
      for (const last = a + reach; a < last; ) {
        const v = v128.load(filter);
        const w = v128.load(filter, 16);
        x0 = multiplyAdd(v, v128.load(a), x0);
        y0 = multiplyAdd(w, v128.load(a, 16), y0);
        x1 = multiplyAdd(v, v128.load(b), x1);
        y1 = multiplyAdd(w, v128.load(b, 16), y1);
        x2 = multiplyAdd(v, v128.load(c), x2);
        y2 = multiplyAdd(w, v128.load(c, 16), y2);
        x3 = multiplyAdd(v, v128.load(d), x3);
        y3 = multiplyAdd(w, v128.load(d, 16), y3);
        a += pixel;
        b += pixel;
        c += pixel;
        d += pixel;
        filter += GROUP;
      }
    }
    finish(x0, y0, bytes, apart, y);
    finish(x1, y1, bytes, apart, y + made);
    finish(x2, y2, bytes, apart, y + 2 * made);
    finish(x3, y3, bytes, apart, y + 3 * made);
    y += bytes ? 8 : GROUP;
    bias += GROUP;
  }
}

function finish(x: v128, y: v128, bytes: bool, apart: usize, to: usize): void {
  const zero = v128.splat<f32>(0);
  const six = v128.splat<f32>(6);
  x = v128.pmin<f32>(v128.pmax<f32>(x, zero), six);
  y = v128.pmin<f32>(v128.pmax<f32>(y, zero), six);
  if (bytes) {
    quantiseRelu6(x, y, to, apart);
  } else {
    v128.store(to, x);
    v128.store(to, y, 16);
  }
}
