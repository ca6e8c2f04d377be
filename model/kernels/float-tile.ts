// The innermost loop of products with panels of floats: a tile of the result stays in registers. AssemblyScript.
import { multiplyAdd } from './arithmetic';

/** A tile's sides: twelve vectors, three more for what is read; V8 has no registers for more. */
export const ROWS: i32 = 6;
export const COLUMNS: i32 = 8;

// What becomes of a product.
export const NOTHING: i32 = 0;
/** Negative numbers become 0. */
export const RELU: i32 = 1;
/** Clamped to 0 … 6. */
export const RELU6: i32 = 2;

/**
 * Six rows of a · a panel + bias. @param c the addresses of the rows, to which `column` is added
 * @param skip rows, `own` bytes apart, that are added; or 0
 */
export function tile(
  k: i32,
  a0: usize,
  stride: usize,
  b: usize,
  bias: usize,
  after: i32,
  c: usize,
  column: usize,
  skip: usize,
  own: usize,
): void {
  let a1 = a0 + stride;
  let a2 = a1 + stride;
  let a3 = a2 + stride;
  let a4 = a3 + stride;
  let a5 = a4 + stride;
  let x0 = v128.load(bias);
  let y0 = v128.load(bias, 16);
  let x1 = x0;
  let y1 = y0;
  let x2 = x0;
  let y2 = y0;
  let x3 = x0;
  let y3 = y0;
  let x4 = x0;
  let y4 = y0;
  let x5 = x0;
  let y5 = y0;
  for (const end = b + (k << 5); b < end; ) {
    const x = v128.load(b);
    const y = v128.load(b, 16);
    const p0 = v128.load_splat<f32>(a0);
    x0 = multiplyAdd(p0, x, x0);
    y0 = multiplyAdd(p0, y, y0);
    const p1 = v128.load_splat<f32>(a1);
    x1 = multiplyAdd(p1, x, x1);
    y1 = multiplyAdd(p1, y, y1);
    const p2 = v128.load_splat<f32>(a2);
    x2 = multiplyAdd(p2, x, x2);
    y2 = multiplyAdd(p2, y, y2);
    const p3 = v128.load_splat<f32>(a3);
    x3 = multiplyAdd(p3, x, x3);
    y3 = multiplyAdd(p3, y, y3);
    const p4 = v128.load_splat<f32>(a4);
    x4 = multiplyAdd(p4, x, x4);
    y4 = multiplyAdd(p4, y, y4);
    const p5 = v128.load_splat<f32>(a5);
    x5 = multiplyAdd(p5, x, x5);
    y5 = multiplyAdd(p5, y, y5);
    const xNext = v128.load(b, 32);
    const yNext = v128.load(b, 48);
    const q0 = v128.load_splat<f32>(a0, 4);
    x0 = multiplyAdd(q0, xNext, x0);
    y0 = multiplyAdd(q0, yNext, y0);
    const q1 = v128.load_splat<f32>(a1, 4);
    x1 = multiplyAdd(q1, xNext, x1);
    y1 = multiplyAdd(q1, yNext, y1);
    const q2 = v128.load_splat<f32>(a2, 4);
    x2 = multiplyAdd(q2, xNext, x2);
    y2 = multiplyAdd(q2, yNext, y2);
    const q3 = v128.load_splat<f32>(a3, 4);
    x3 = multiplyAdd(q3, xNext, x3);
    y3 = multiplyAdd(q3, yNext, y3);
    const q4 = v128.load_splat<f32>(a4, 4);
    x4 = multiplyAdd(q4, xNext, x4);
    y4 = multiplyAdd(q4, yNext, y4);
    const q5 = v128.load_splat<f32>(a5, 4);
    x5 = multiplyAdd(q5, xNext, x5);
    y5 = multiplyAdd(q5, yNext, y5);
    a0 += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
    a4 += 8;
    a5 += 8;
    b += 64;
  }
  finish(x0, y0, after, skip, 0, load<u32>(c) + column);
  finish(x1, y1, after, skip, 1 * own, load<u32>(c, 4) + column);
  finish(x2, y2, after, skip, 2 * own, load<u32>(c, 8) + column);
  finish(x3, y3, after, skip, 3 * own, load<u32>(c, 12) + column);
  finish(x4, y4, after, skip, 4 * own, load<u32>(c, 16) + column);
  finish(x5, y5, after, skip, 5 * own, load<u32>(c, 20) + column);
}

function finish(x: v128, y: v128, after: i32, skip: usize, offset: usize, to: usize): void {
  finishAt(x, y, after, skip ? skip + offset : 0, to);
}

/** Writes eight numbers. @param skip eight that are added, or 0 */
export function finishAt(x: v128, y: v128, after: i32, skip: usize, to: usize): void {
  if (after !== NOTHING) {
    x = v128.pmax<f32>(x, v128.splat<f32>(0));
    y = v128.pmax<f32>(y, v128.splat<f32>(0));
  }
  if (after === RELU6) {
    x = v128.pmin<f32>(x, v128.splat<f32>(6));
    y = v128.pmin<f32>(y, v128.splat<f32>(6));
  }
  if (skip) {
    x = v128.add<f32>(x, v128.load(skip));
    y = v128.add<f32>(y, v128.load(skip, 16));
  }
  v128.store(to, x);
  v128.store(to, y, 16);
}
