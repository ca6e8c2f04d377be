// Matrix products on packed panels (Goto & van de Geijn 2008, https://doi.org/10.1145/1356052.1356053). AssemblyScript.
import { pack } from './pack';
import { copyRows } from './rows';
import { COLUMNS, ROWS, tile } from './tile';

const DEPTH: i32 = 384; // a panel of B, DEPTH × COLUMNS, stays in the first-level cache
const HEIGHT: i32 = 96; // a block of A, HEIGHT × DEPTH, stays in the second-level cache
const WIDTH: i32 = 256; // a block of B, DEPTH × WIDTH, as well

/** Bytes of working memory that `matMul` needs. */
export function workspace(): i32 {
  return ((HEIGHT + WIDTH) * DEPTH + ROWS * COLUMNS + WIDTH) << 2;
}

/** Bytes of a packed matrix [k, n]; tiles may read one panel beyond its end. */
export function packedSize(k: i32, n: i32): i32 {
  return (((n + 3) & ~3) * k + 4 * DEPTH) << 2;
}

/** Packs B [k, n] as a whole, for products that read it again and again. */
export function packMatrix(k: i32, n: i32, b: usize, bRow: usize, bColumn: usize, packed: usize): void {
  for (let j = 0; j < n; j += WIDTH) {
    const width = min(WIDTH, n - j);
    for (let p = 0; p < k; p += DEPTH) {
      const to = packed + blockOffset(j, p, width, k);
      pack(b + p * bRow + j * bColumn, bColumn, bRow, width, min(DEPTH, k - p), to);
    }
  }
}

/** Where the block from row p and column j on lies in a packed matrix of k rows. */
function blockOffset(j: i32, p: i32, width: i32, k: i32): usize {
  return (j * k + p * ((width + 3) & ~3)) << 2;
}

/**
 * C [m, n] = A [m, k] · B [k, n] + bias, clamped to low … high. C is contiguous; A and B have any strides, in bytes,
 * of which one is 4: so a transposed matrix costs nothing extra.
 * @param bRow 0 where `b` is what `packMatrix` made
 * @param bias n numbers, or 0
 */
export function matMul(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  bias: usize,
  low: f32,
  high: f32,
  space: usize,
): void {
  const aBlock = space;
  const bBlock = aBlock + ((HEIGHT * DEPTH) << 2);
  const edge = bBlock + ((WIDTH * DEPTH) << 2);
  const zeros = edge + ((ROWS * COLUMNS) << 2);
  const stride = (<usize>n) << 2;
  memory.fill(zeros, 0, WIDTH << 2);
  for (let j = 0; j < n; j += WIDTH) {
    const width = min(WIDTH, n - j);
    let p = 0;
    do {
      const depth = min(DEPTH, k - p);
      const last = p + depth === k;
      const lowest = v128.splat<f32>(last ? low : -Infinity);
      const highest = v128.splat<f32>(last ? high : Infinity);
      let panels = bBlock;
      if (bRow === 0) panels = b + blockOffset(j, p, width, k);
      else pack(b + p * bRow + j * bColumn, bColumn, bRow, width, depth, bBlock);
      for (let i = 0; i < m; i += HEIGHT) {
        const height = min(HEIGHT, m - i);
        pack(a + i * aRow + p * aColumn, aRow, aColumn, height, depth, aBlock);
        const own = c + i * stride + (j << 2);
        const from = p > 0 ? own : bias ? bias + (j << 2) : zeros;
        block(height, width, depth, aBlock, panels, from, p > 0 ? stride : 0, own, stride, lowest, highest, edge);
      }
      p += DEPTH;
    } while (p < k); // once even where k is 0
  }
}

/** The same for packed blocks. */
function block(
  height: i32,
  width: i32,
  depth: i32,
  a: usize,
  b: usize,
  from: usize,
  fromStride: usize,
  c: usize,
  stride: usize,
  low: v128,
  high: v128,
  edge: usize,
): void {
  for (let j = 0; j < width; j += COLUMNS) {
    const bPanel = b + ((j * depth) << 2);
    for (let i = 0; i < height; i += ROWS) {
      const aPanel = a + ((i * depth) << 2);
      const there = from + i * fromStride + (j << 2);
      const own = c + i * stride + (j << 2);
      if (i + ROWS <= height && j + COLUMNS <= width) {
        tile(depth, aPanel, bPanel, there, fromStride, own, stride, low, high);
      } else {
        const rows = min(ROWS, height - i);
        const bytes = min(COLUMNS, width - j) << 2;
        copyRows(there, fromStride, edge, COLUMNS << 2, rows, bytes);
        tile(depth, aPanel, bPanel, edge, COLUMNS << 2, edge, COLUMNS << 2, low, high);
        copyRows(edge, COLUMNS << 2, own, stride, rows, bytes);
      }
    }
  }
}
