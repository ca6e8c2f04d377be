// Depthwise convolution and its gradients, NHWC. AssemblyScript.
// Eight channels of a picture at a time are copied into working memory with zeros around them: so the inner loops know no
// edges, and what they read stays in the cache.
import { addPixels, CHANNELS, copyPixels, PIXEL } from './channels';
import { correlate, correlateGradient, TILE } from './windows';

/** Numbers in memory, one behind the other. The first window starts `top` and `left` outside of the picture. */
@unmanaged
export class Shape {
  batch: i32;
  height: i32;
  width: i32;
  channels: i32;
  /** Of the filter, which is a square. */
  size: i32;
  stride: i32;
  top: i32;
  left: i32;
  outHeight: i32;
  outWidth: i32;
}

/** Height or width of all windows together. */
function extent(shape: Shape, windows: i32): i32 {
  return (windows - 1) * shape.stride + shape.size;
}

/** Bytes of working memory that each of the three needs. */
export function depthwiseSpace(shape: Shape): i32 {
  const padded = extent(shape, shape.outHeight) * extent(shape, shape.outWidth);
  const turned = (shape.height + shape.size - 1) * (shape.width + shape.size - 1);
  const out = max(shape.height * shape.width, shape.outHeight * shape.outWidth);
  // Tiles at the end of the last row overrun, reading and writing.
  return <i32>PIXEL * (max(padded, turned) + out + shape.size * shape.size + 1 + TILE * (shape.stride + 2));
}

/**
 * y [batch, outHeight, outWidth, channels] = x [batch, height, width, channels] * filter [size, size, channels] + bias,
 * clamped to low … high. @param bias one number per channel; its address, or 0
 */
export function depthwise(
  shape: Shape,
  x: usize,
  filter: usize,
  bias: usize,
  low: f32,
  high: f32,
  y: usize,
  space: usize,
): void {
  const area = shape.size * shape.size;
  const pixels = shape.outHeight * shape.outWidth;
  const stored = (<usize>shape.channels) << 2;
  const row = extent(shape, shape.outWidth) * PIXEL;
  const out = space + extent(shape, shape.outHeight) * row + TILE * shape.stride * PIXEL;
  const weights = out + (pixels + TILE) * PIXEL;
  const start = weights + area * PIXEL;
  memory.fill(space, 0, start + PIXEL - space);
  for (let b = 0; b < shape.batch; b++) {
    for (let c = 0; c < shape.channels; c += CHANNELS) {
      const bytes = min(CHANNELS, shape.channels - c) << 2;
      const offset = (<usize>c) << 2;
      copyPixels(1, area, bytes, filter + offset, stored, 0, weights, PIXEL, 0);
      if (bias) memory.copy(start, bias + offset, bytes);
      pad(shape, b, bytes, x + offset, space, row);
      correlate(space, row, shape.stride, weights, shape.size, start, low, high, out, shape.outHeight, shape.outWidth);
      copyPixels(1, pixels, bytes, out, PIXEL, 0, y + b * pixels * stored + offset, stored, 0);
    }
  }
}

/** Copies eight channels of picture `b` to where the windows look; what no window sees is left out. */
function pad(shape: Shape, b: i32, bytes: usize, x: usize, to: usize, row: usize): void {
  const stored = (<usize>shape.channels) << 2;
  const own = x + b * shape.height * shape.width * stored;
  const rows = min(shape.height, extent(shape, shape.outHeight) - shape.top);
  const columns = min(shape.width, extent(shape, shape.outWidth) - shape.left);
  const inside = to + shape.top * row + shape.left * PIXEL;
  copyPixels(rows, columns, bytes, own, stored, shape.width * stored, inside, PIXEL, row);
}

/** dx, the gradient of x, given that of y: the pixels of dy, `stride` apart, convolved with the filter turned round. */
export function depthwiseInput(shape: Shape, dy: usize, filter: usize, dx: usize, space: usize): void {
  const area = shape.size * shape.size;
  const pixels = shape.height * shape.width;
  const rows = shape.outHeight;
  const columns = shape.outWidth;
  const step = shape.stride;
  const stored = (<usize>shape.channels) << 2;
  const row = (shape.width + shape.size - 1) * PIXEL;
  const inside = space + (shape.size - 1 - shape.top) * row + (shape.size - 1 - shape.left) * PIXEL;
  const out = space + (shape.height + shape.size - 1) * row + TILE * PIXEL;
  const weights = out + (pixels + TILE) * PIXEL;
  const zero = weights + area * PIXEL;
  memory.fill(space, 0, zero + PIXEL - space);
  for (let b = 0; b < shape.batch; b++) {
    const own = dy + b * rows * columns * stored;
    for (let c = 0; c < shape.channels; c += CHANNELS) {
      const bytes = min(CHANNELS, shape.channels - c) << 2;
      const offset = (<usize>c) << 2;
      copyPixels(1, area, bytes, filter + offset, stored, 0, zero - PIXEL, -PIXEL, 0);
      copyPixels(rows, columns, bytes, own + offset, stored, columns * stored, inside, step * PIXEL, step * row);
      correlate(space, row, 1, weights, shape.size, zero, -Infinity, Infinity, out, shape.height, shape.width);
      copyPixels(1, pixels, bytes, out, PIXEL, 0, dx + b * pixels * stored + offset, stored, 0);
    }
  }
}

/** Adds the gradient of the filter to `sum` [size, size, channels]. */
export function depthwiseFilter(shape: Shape, x: usize, dy: usize, sum: usize, space: usize): void {
  const pixels = shape.outHeight * shape.outWidth;
  const stored = (<usize>shape.channels) << 2;
  const row = extent(shape, shape.outWidth) * PIXEL;
  const above = space + extent(shape, shape.outHeight) * row + TILE * PIXEL;
  const products = above + pixels * PIXEL;
  memory.fill(space, 0, products - space);
  for (let b = 0; b < shape.batch; b++) {
    for (let c = 0; c < shape.channels; c += CHANNELS) {
      const bytes = min(CHANNELS, shape.channels - c) << 2;
      const offset = (<usize>c) << 2;
      pad(shape, b, bytes, x + offset, space, row);
      copyPixels(1, pixels, bytes, dy + b * pixels * stored + offset, stored, 0, above, PIXEL, 0);
      for (let i = 0; i < shape.size; i++) {
        for (let j = 0; j < shape.size; j += TILE) {
          const to = products + (i * shape.size + j) * PIXEL; // in order, for a row may overrun into the next
          correlateGradient(space + i * row + j * PIXEL, row, shape.stride, above, shape.outHeight, shape.outWidth, to);
        }
      }
      addPixels(shape.size * shape.size, bytes, products, sum + offset, stored);
    }
  }
}
