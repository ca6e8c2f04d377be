// The innermost loops of depthwise convolution, on eight channels as channels.ts lays them out. AssemblyScript.

import { multiplyAdd } from '../../model/kernels/arithmetic';
import { PIXEL } from './channels';
import { clamp } from './tile';

/** Windows, or places in a window, worked out together: with two vectors each, six sums keep two multipliers busy. */
export const TILE: i32 = 3;

/**
 * Each window of size × size pixels times the weights, plus `start`, clamped to low … high. Windows lie `stride` pixels
 * apart. Rows are written in order, for each may overrun into the next by part of a tile.
 */
export function correlate(
  from: usize,
  row: usize,
  stride: i32,
  weights: usize,
  size: i32,
  start: usize,
  low: f32,
  high: f32,
  to: usize,
  rows: i32,
  columns: i32,
): void {
  const lowest = v128.splat<f32>(low);
  const highest = v128.splat<f32>(high);
  const step = stride * PIXEL;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j += TILE) {
      const window = from + i * stride * row + j * step;
      correlateTile(window, row, step, weights, size, start, lowest, highest, to + (i * columns + j) * PIXEL);
    }
  }
}

function correlateTile(
  from: usize,
  row: usize,
  step: usize,
  weights: usize,
  size: i32,
  start: usize,
  low: v128,
  high: v128,
  to: usize,
): void {
  let x0 = v128.load(start);
  let y0 = v128.load(start, 16);
  let x1 = x0;
  let y1 = y0;
  let x2 = x0;
  let y2 = y0;
  for (let i = 0; i < size; i++) {
    let first = from + i * row;
    let second = first + step;
    let third = second + step;
    for (const end = weights + size * PIXEL; weights < end; weights += PIXEL) {
      const x = v128.load(weights);
      const y = v128.load(weights, 16);
      x0 = multiplyAdd(x, v128.load(first), x0);
      y0 = multiplyAdd(y, v128.load(first, 16), y0);
      x1 = multiplyAdd(x, v128.load(second), x1);
      y1 = multiplyAdd(y, v128.load(second, 16), y1);
      x2 = multiplyAdd(x, v128.load(third), x2);
      y2 = multiplyAdd(y, v128.load(third, 16), y2);
      first += PIXEL;
      second += PIXEL;
      third += PIXEL;
    }
  }
  storeTile(to, clamp(x0, low, high), clamp(y0, low, high), clamp(x1, low, high));
  storeTile(to + 48, clamp(y1, low, high), clamp(x2, low, high), clamp(y2, low, high));
}

function storeTile(to: usize, a: v128, b: v128, c: v128): void {
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
}

/**
 * Σ over all windows of dy times the pixel at one place in the window, and the same for the two places to its right: three
 * pixels. @param from that place in the first window
 */
export function correlateGradient(
  from: usize,
  row: usize,
  stride: i32,
  dy: usize,
  rows: i32,
  columns: i32,
  to: usize,
): void {
  const step = stride * PIXEL;
  let x0 = v128.splat<f32>(0);
  let y0 = x0;
  let x1 = x0;
  let y1 = x0;
  let x2 = x0;
  let y2 = x0;
  for (let i = 0; i < rows; i++) {
    let seen = from + i * stride * row;
    for (const end = dy + columns * PIXEL; dy < end; dy += PIXEL) {
      const x = v128.load(dy);
      const y = v128.load(dy, 16);
      x0 = multiplyAdd(x, v128.load(seen), x0);
      y0 = multiplyAdd(y, v128.load(seen, 16), y0);
      x1 = multiplyAdd(x, v128.load(seen, 32), x1);
      y1 = multiplyAdd(y, v128.load(seen, 48), y1);
      x2 = multiplyAdd(x, v128.load(seen, 64), x2);
      y2 = multiplyAdd(y, v128.load(seen, 80), y2);
      seen += step;
    }
  }
  storeTile(to, x0, y0, x1);
  storeTile(to + 48, y1, x2, y2);
}
