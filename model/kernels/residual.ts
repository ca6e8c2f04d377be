// An inverted residual block (Sandler et al. 2018, https://arxiv.org/abs/1801.04381), strip by strip, so that what lies
// between its three layers never leaves the cache. NHWC. AssemblyScript.
import { multiplyBytes } from './bytes';
import { NOTHING, RELU6 } from './float-tile';
import { applyTo, BYTES, fillTable, Layer } from './layer';
import { RELU6_SCALE } from './quantise';
import { depthwiseStrip } from './strips';

/** Numbers in memory, one behind the other; those from `expand` on are addresses: of layers, of [size, size] filters, of biases. */
@unmanaged
export class Block {
  height: i32;
  width: i32;
  /** Channels of what goes in, between the layers, and of what comes out. */
  input: i32;
  expanded: i32;
  output: i32;
  size: i32;
  stride: i32;
  /** Zeros above and on the left. */
  padding: i32;
  outHeight: i32;
  outWidth: i32;
  /** Rows of the result that are made at once. */
  rows: i32;
  /** 0: the first layer is left out. */
  expand: Layer | null;
  depthwise: usize;
  depthwiseBias: usize;
  project: Layer;
}

/** Rows of the expanded picture that some rows of the result are made from. */
function reach(block: Block, rows: i32): i32 {
  return (rows - 1) * block.stride + block.size;
}

/** Columns of the expanded picture with the zeros around it. */
function breadth(block: Block): i32 {
  return (block.outWidth - 1) * block.stride + block.size;
}

/** Pixels of what goes into a strip, and of what comes out of it. */
function pixelsOf(block: Block): i32 {
  return reach(block, block.rows) * block.width + block.rows * block.outWidth;
}

function stripBytes(block: Block): usize {
  const columns = max(breadth(block), block.width + block.padding);
  return (<usize>(reach(block, block.rows) * columns * block.expanded)) << 2;
}

function madeBytes(block: Block): usize {
  return (<usize>(block.rows * block.outWidth * block.expanded)) << 2;
}

/** Bytes of working memory. */
export function residualSpace(block: Block): i32 {
  const pixels = pixelsOf(block);
  return <i32>(stripBytes(block) + madeBytes(block)) + 4 * pixels + pixels * (2 * block.input + 8) + 64;
}

// Where in working memory things are, for the block at work.
let strip: usize = 0;
let made: usize = 0;
let table: usize = 0;
let rest: usize = 0;

function layOut(block: Block, space: usize): void {
  strip = space;
  made = strip + stripBytes(block);
  table = made + madeBytes(block);
  rest = table + (pixelsOf(block) << 2);
  memory.fill(strip, 0, made - strip);
}

/** y [outHeight, outWidth, output] of x [height, width, input]; where their shapes are equal, x is added. */
export function invertedResidual(block: Block, x: usize, y: usize, space: usize): void {
  const pixel = (<usize>block.expanded) << 2;
  const row = max(breadth(block), block.width + block.padding) * pixel;
  layOut(block, space);
  const inside = block.width * ((<usize>block.input) << 2);
  let done = 0; // rows of x that are expanded
  for (let first = 0; first < block.outHeight; first += block.rows) {
    const rows = min(block.rows, block.outHeight - first);
    const top = first * block.stride - block.padding; // the first row in the strip, perhaps above x
    const bottom = top + reach(block, rows);
    const until = min(bottom, block.height);
    if (first > 0) memory.copy(strip, strip + block.rows * block.stride * row, (done - top) * row);
    if (first > 0 && bottom > until) memory.fill(strip + (until - top) * row, 0, (bottom - until) * row);
    expand(block, until - done, x + done * inside, strip + (done - top) * row + block.padding * pixel, row);
    done = until;
    project(block, first, rows, row, x, y);
  }
}

/** Rows of x [rows, width, input] → of the strip. */
function expand(block: Block, rows: i32, x: usize, to: usize, row: usize): void {
  const size = block.width * ((<usize>block.input) << 2);
  const layer = block.expand;
  if (rows <= 0) return;
  if (layer === null) {
    for (let i = 0; i < rows; i++) memory.copy(to + i * row, x + i * size, size);
  } else {
    fillTable(table, rows, block.width, to, (<usize>block.expanded) << 2, row);
    applyTo(layer, rows * block.width, x, RELU6, table, 0, rest);
  }
}

/** The strip → rows of y. */
function project(block: Block, first: i32, rows: i32, row: usize, x: usize, y: usize): void {
  const outside = (<usize>block.output) << 2;
  const pixels = rows * block.outWidth;
  const start = first * block.outWidth * outside;
  const skip = block.stride === 1 && block.input === block.output ? x + start : 0;
  const layer = block.project;
  const asBytes = layer.kind === BYTES;
  const k = block.expanded;
  depthwiseStrip(
    rows,
    block.outWidth,
    k,
    block.size,
    block.stride,
    strip,
    row,
    block.depthwise,
    block.depthwiseBias,
    asBytes,
    made,
  );
  fillTable(table, 1, pixels, y + start, outside, 0);
  if (asBytes) {
    for (let i = 0; i < pixels; i++) store<f32>(rest + (i << 2), RELU6_SCALE);
    const n = layer.outputs;
    multiplyBytes(pixels, n, k, made, rest, layer.panels, 0, layer.steps, layer.bias, NOTHING, table, skip);
  } else {
    applyTo(layer, pixels, made, NOTHING, table, skip, rest);
  }
}
