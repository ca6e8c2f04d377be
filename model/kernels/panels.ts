// Products of rows with a matrix that lies in panels, for inference: the rows are read where they are. AssemblyScript.
import { COLUMNS, ROWS, tile } from './float-tile';

/**
 * c = a [m, k] · panels [k, n] + bias [n]. At least six rows; k is a multiple of 2, n of 8.
 * @param stride of the rows of a, in bytes
 * @param c the address of each row of c [m]; rows may be written twice
 * @param skip [m, n], contiguous, is added; or 0
 */
export function multiplyPanels(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  stride: usize,
  panels: usize,
  bias: usize,
  after: i32,
  c: usize,
  skip: usize,
): void {
  const own = (<usize>n) << 2;
  for (let j = 0; j < n; j += COLUMNS) {
    const column = (<usize>j) << 2;
    const panel = panels + j * (k << 2);
    for (let i = 0; i < m; i += ROWS) {
      const first = min(i, m - ROWS); // the last tile overlaps the one before it
      const added = skip ? skip + first * own + column : 0;
      tile(k, a + first * stride, stride, panel, bias + column, after, c + (first << 2), column, added, own);
    }
  }
}
