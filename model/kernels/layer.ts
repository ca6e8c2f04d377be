// A layer: rows times a matrix, plus a bias, in whichever way is fastest here. AssemblyScript.
import { multiplyBytes } from './bytes';
import { multiplyLevels } from './levels';
import { multiplyPanels } from './panels';
import { quantiseRows } from './quantise';

/** Panels of floats, for six rows or more. */
export const FLOATS: i32 = 0;
/** Panels of 8-bit levels whose products with bytes are one instruction. */
export const BYTES: i32 = 1;
/** The same levels as floats in passing, for a few rows. */
export const LEVELS: i32 = 2;

/** Numbers in memory, one behind the other; those from `panels` on are addresses. */
@unmanaged
export class Layer {
  kind: i32;
  inputs: i32;
  /** A multiple of 8. */
  outputs: i32;
  panels: usize;
  bias: usize;
  /** What a level is worth in each column. */
  steps: usize;
  /** BYTES only. */
  offsets: usize;
}

/** Bytes of working memory for m rows. */
export function layerSpace(layer: Layer, m: i32): i32 {
  return m * (2 * layer.inputs + 8) + 64;
}

/** y [m, outputs] of x [m, inputs]; both contiguous. */
export function applyLayer(layer: Layer, m: i32, x: usize, after: i32, y: usize, space: usize): void {
  fillTable(space, 1, m, y, (<usize>layer.outputs) << 2, 0);
  applyTo(layer, m, x, after, space, 0, space + (m << 2));
}

/**
 * The same to rows anywhere. @param c the address of each row; rows may be written twice
 * @param skip [m, outputs], contiguous, is added; or 0
 */
export function applyTo(layer: Layer, m: i32, x: usize, after: i32, c: usize, skip: usize, space: usize): void {
  const k = layer.inputs;
  const n = layer.outputs;
  const stride = (<usize>k) << 2;
  if (layer.kind === FLOATS) {
    multiplyPanels(m, n, k, x, stride, layer.panels, layer.bias, after, c, skip);
  } else if (layer.kind === LEVELS) {
    multiplyLevels(m, n, k, x, stride, layer.panels, layer.steps, layer.bias, c);
  } else {
    const scales = space;
    const bytes = space + (m << 2);
    quantiseRows(m, k, x, stride, bytes, scales);
    multiplyBytes(m, n, k, bytes, scales, layer.panels, layer.offsets, layer.steps, layer.bias, after, c, skip);
  }
}

/** The addresses of rows × columns pixels. */
export function fillTable(table: usize, rows: i32, columns: i32, to: usize, pixel: usize, row: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<u32>(table, to + i * row + j * pixel);
      table += 4;
    }
  }
}
