// Products of a few rows with a matrix of 8-bit levels: reading the matrix is what takes time, so it stays small. AssemblyScript.
import { multiplyAdd } from './arithmetic';

const COLUMNS: i32 = 8;
const ROWS: i32 = 3;

/**
 * c [m, n] = (a [m, k] · levels [k, n]) ⊙ steps [n] + bias [n]. k is a multiple of 2, n of 8.
 * @param panels [n ∕ 8, k, 8] bytes @param stride of the rows of a, in bytes
 * @param c the address of each row of c [m]
 */
export function multiplyLevels(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  stride: usize,
  panels: usize,
  steps: usize,
  bias: usize,
  c: usize,
): void {
  for (let j = 0; j < n; j += COLUMNS) {
    const column = (<usize>j) << 2;
    for (let i = 0; i < m; i += ROWS) {
      const first = max(0, min(i, m - ROWS)); // the last tile overlaps the one before it
      const second = min(first + 1, m - 1);
      const third = min(first + 2, m - 1);
      const from = panels + j * k;
      tile(k, a + first * stride, a + second * stride, a + third * stride, from);
      scale(sums, steps + column, bias + column, load<u32>(c + (first << 2)) + column);
      scale(sums + 32, steps + column, bias + column, load<u32>(c + (second << 2)) + column);
      scale(sums + 64, steps + column, bias + column, load<u32>(c + (third << 2)) + column);
    }
  }
}

/** Three rows of eight sums. */
const sums = memory.data(96, 16);

function scale(from: usize, steps: usize, bias: usize, to: usize): void {
  v128.store(to, multiplyAdd(v128.load(from), v128.load(steps), v128.load(bias)));
  v128.store(to, multiplyAdd(v128.load(from, 16), v128.load(steps, 16), v128.load(bias, 16)), 16);
}

function tile(k: i32, a0: usize, a1: usize, a2: usize, b: usize): void {
  let x0 = v128.splat<f32>(0);
  let y0 = x0;
  let x1 = x0;
  let y1 = x0;
  let x2 = x0;
  let y2 = x0;
  let u0 = x0;
  let w0 = x0;
  let u1 = x0;
  let w1 = x0;
  let u2 = x0;
  let w2 = x0;
  for (const end = b + (k << 3); b < end; b += 16) {
    const even = v128.load_ext<i8>(b);
    const x = v128.convert<i32>(v128.extend_low<i16>(even));
    const y = v128.convert<i32>(v128.extend_high<i16>(even));
    const p0 = v128.load_splat<f32>(a0);
    const p1 = v128.load_splat<f32>(a1);
    const p2 = v128.load_splat<f32>(a2);
    x0 = multiplyAdd(p0, x, x0);
    y0 = multiplyAdd(p0, y, y0);
    x1 = multiplyAdd(p1, x, x1);
    y1 = multiplyAdd(p1, y, y1);
    x2 = multiplyAdd(p2, x, x2);
    y2 = multiplyAdd(p2, y, y2);
    const odd = v128.load_ext<i8>(b, 8);
    const u = v128.convert<i32>(v128.extend_low<i16>(odd));
    const w = v128.convert<i32>(v128.extend_high<i16>(odd));
    const q0 = v128.load_splat<f32>(a0, 4);
    const q1 = v128.load_splat<f32>(a1, 4);
    const q2 = v128.load_splat<f32>(a2, 4);
    u0 = multiplyAdd(q0, u, u0);
    w0 = multiplyAdd(q0, w, w0);
    u1 = multiplyAdd(q1, u, u1);
    w1 = multiplyAdd(q1, w, w1);
    u2 = multiplyAdd(q2, u, u2);
    w2 = multiplyAdd(q2, w, w2);
    a0 += 8;
    a1 += 8;
    a2 += 8;
  }
  v128.store(sums, v128.add<f32>(x0, u0));
  v128.store(sums, v128.add<f32>(y0, w0), 16);
  v128.store(sums, v128.add<f32>(x1, u1), 32);
  v128.store(sums, v128.add<f32>(y1, w1), 48);
  v128.store(sums, v128.add<f32>(x2, u2), 64);
  v128.store(sums, v128.add<f32>(y2, w2), 80);
}
