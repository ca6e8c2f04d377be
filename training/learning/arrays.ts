// Arithmetic on plain arrays where tfjs has no kernel on WASM, or a slow one; and the way from tensors to arrays. Runs in
// Node and in training workers.
import * as tf from '@tensorflow/tfjs-core';

/** The numbers that `make` computes; frees all its tensors. `tf.tidy` alone would look at each number it returns. */
export function compute(make: () => tf.Tensor): Float32Array {
  const tensor = tf.tidy(make);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

/** Transposes in tiles that fit the first-level cache: several times faster than tfjs's kernel. */
export function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const TILE = 32;
  const result = new Float32Array(values.length);
  for (let r0 = 0; r0 < rows; r0 += TILE) {
    const r1 = Math.min(rows, r0 + TILE);
    for (let c0 = 0; c0 < columns; c0 += TILE) {
      const c1 = Math.min(columns, c0 + TILE);
      for (let r = r0; r < r1; r++) for (let c = c0; c < c1; c++) result[c * rows + r] = values[r * columns + c];
    }
  }
  return result;
}

/** Rows `ids` of the table, times the mask: both [ids.length, width]. */
export function embedRows(table: Float32Array, ids: number[], mask: Float32Array): Float32Array {
  const width = mask.length / ids.length;
  const rows = new Float32Array(mask.length);
  ids.forEach((id, row) => {
    rows.set(table.subarray(id * width, (id + 1) * width), row * width);
  });
  for (let i = 0; i < rows.length; i++) rows[i] *= mask[i];
  return rows;
}

/** The gradient of `embedRows`, added to `table`. */
export function scatterRows(table: Float32Array, ids: number[], gradient: Float32Array, mask: Float32Array): void {
  const width = mask.length / ids.length;
  ids.forEach((id, row) => {
    for (let i = 0; i < width; i++) table[id * width + i] += gradient[row * width + i] * mask[row * width + i];
  });
}
