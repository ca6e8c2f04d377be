// Products with a matrix of 8-bit levels, of rows that are 14-bit numbers in two bytes: where the engine has an instruction
// for it, twice as fast as floats, and as exact as they need to be. AssemblyScript.

import { multiplyAdd } from './arithmetic';
import { COLUMNS, ROWS, sums, tile } from './byte-tile';
import { finishAt } from './float-tile';

/** A low byte has seven bits, as the instruction wants it: so a high one counts 128. */
const BITS: i32 = 7;

/**
 * c = a [m, k] · levels [k, n] ⊙ steps [n] + bias [n]. k is a multiple of 8, n of 8.
 * @param a [m, 2, k]: high bytes, low bytes, each 0 … 127 @param scales what a one of each row is worth [m]
 * @param offsets to be taken from the sums of high bytes [n], or 0
 * @param c the address of each row of c [m]; rows may be written twice
 * @param skip [m, n], contiguous, is added; or 0
 */
export function multiplyBytes(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  scales: usize,
  panels: usize,
  offsets: usize,
  steps: usize,
  bias: usize,
  after: i32,
  c: usize,
  skip: usize,
): void {
  const own = (<usize>n) << 2;
  const rows = min(ROWS, m);
  for (let j = 0; j < n; j += COLUMNS) {
    const column = (<usize>j) << 2;
    const panel = panels + j * k;
    for (let i = 0; i < m; i += ROWS) {
      const first = max(0, min(i, m - ROWS)); // the last tile overlaps the one before it
      tile(k, a + 2 * first * k, rows, panel);
      for (let r = 0; r < rows; r++) {
        const row = first + r;
        const to = load<u32>(c + (row << 2)) + column;
        scale(
          sums + (r << 6),
          load<f32>(scales + (row << 2)),
          offsets ? offsets + column : 0,
          steps + column,
          bias + column,
          after,
          skip ? skip + row * own + column : 0,
          to,
        );
      }
    }
  }
}

function scale(
  from: usize,
  scale: f32,
  offsets: usize,
  steps: usize,
  bias: usize,
  after: i32,
  skip: usize,
  to: usize,
): void {
  const one = v128.splat<f32>(scale);
  const x = multiplyAdd(v128.mul<f32>(whole(from, offsets), v128.load(steps)), one, v128.load(bias));
  const y = multiplyAdd(
    v128.mul<f32>(whole(from + 16, offsets ? offsets + 16 : 0), v128.load(steps, 16)),
    one,
    v128.load(bias, 16),
  );
  finishAt(x, y, after, skip, to);
}

function whole(from: usize, offsets: usize): v128 {
  let high = v128.load(from);
  if (offsets) high = v128.sub<i32>(high, v128.load(offsets));
  return v128.convert<i32>(v128.add<i32>(v128.shl<i32>(high, BITS), v128.load(from, 32)));
}
