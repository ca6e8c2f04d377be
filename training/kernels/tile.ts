// The innermost loop of a matrix product: a tile of C stays in registers. AssemblyScript.
import { multiplyAdd } from '../../model/kernels/arithmetic';

/** A tile's sides. Its eight sums are enough to keep two multipliers busy; V8 has no registers for more. */
export const ROWS: i32 = 4;
export const COLUMNS: i32 = 8;

export function clamp(x: v128, low: v128, high: v128): v128 {
  return v128.pmin<f32>(v128.pmax<f32>(x, low), high);
}

/**
 * c [4, 8] = from + a·b, clamped to low … high.
 * @param a a packed panel [depth, 4]
 * @param b two packed panels [depth, 4], one behind the other
 * @param from what is there already, its rows `fromStride` bytes apart; those of c are `stride` bytes apart
 */
export function tile(
  depth: i32,
  a: usize,
  b: usize,
  from: usize,
  fromStride: usize,
  c: usize,
  stride: usize,
  low: v128,
  high: v128,
): void {
  let x0 = v128.load(from);
  let y0 = v128.load(from, 16);
  let x1 = v128.load(from + fromStride);
  let y1 = v128.load(from + fromStride, 16);
  let x2 = v128.load(from + 2 * fromStride);
  let y2 = v128.load(from + 2 * fromStride, 16);
  let x3 = v128.load(from + 3 * fromStride);
  let y3 = v128.load(from + 3 * fromStride, 16);
  let second = b + (depth << 4);
  for (const end = second; b < end; ) {
    const x = v128.load(b);
    const y = v128.load(second);
    const a0 = v128.load_splat<f32>(a);
    x0 = multiplyAdd(a0, x, x0);
    y0 = multiplyAdd(a0, y, y0);
    const a1 = v128.load_splat<f32>(a, 4);
    x1 = multiplyAdd(a1, x, x1);
    y1 = multiplyAdd(a1, y, y1);
    const a2 = v128.load_splat<f32>(a, 8);
    x2 = multiplyAdd(a2, x, x2);
    y2 = multiplyAdd(a2, y, y2);
    const a3 = v128.load_splat<f32>(a, 12);
    x3 = multiplyAdd(a3, x, x3);
    y3 = multiplyAdd(a3, y, y3);
    a += 16;
    b += 16;
    second += 16;
  }
  v128.store(c, clamp(x0, low, high));
  v128.store(c, clamp(y0, low, high), 16);
  v128.store(c + stride, clamp(x1, low, high));
  v128.store(c + stride, clamp(y1, low, high), 16);
  v128.store(c + 2 * stride, clamp(x2, low, high));
  v128.store(c + 2 * stride, clamp(y2, low, high), 16);
  v128.store(c + 3 * stride, clamp(x3, low, high));
  v128.store(c + 3 * stride, clamp(y3, low, high), 16);
}
