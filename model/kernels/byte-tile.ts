// The innermost loop of products with panels of 8-bit levels, by the instruction for products of bytes. AssemblyScript.

/** Columns of a panel. Of levels [k, n], panels are [n ∕ 8, k ∕ 4, 8, 4]. */
export const COLUMNS: i32 = 8;
/** Rows of a tile: of each, one with the high bytes and one with the low ones. */
export const ROWS: i32 = 3;
/** Of each row, eight sums of high bytes and eight of low ones. */
export const sums = memory.data(192, 16);

/** What is four numbers here, four there: sums + Σ x·y. */
function dot(levels: v128, bytes: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(levels, bytes, sum);
  return v128.add<i32>(sum, slowDot(levels, bytes));
}

/** The sums of three rows, or fewer. @param b a panel */
export function tile(k: i32, a0: usize, rows: i32, b: usize): void {
  const stride = <usize>k;
  let a1 = a0 + stride;
  let a2 = rows > 1 ? a1 + stride : a0;
  let a3 = rows > 1 ? a2 + stride : a1;
  let a4 = rows > 2 ? a3 + stride : a0;
  let a5 = rows > 2 ? a4 + stride : a1;
  let x0 = v128.splat<i32>(0);
  let y0 = x0;
  let x1 = x0;
  let y1 = x0;
  let x2 = x0;
  let y2 = x0;
  let x3 = x0;
  let y3 = x0;
  let x4 = x0;
  let y4 = x0;
  let x5 = x0;
  let y5 = x0;
  for (const end = b + (k << 3); b < end; b += 64) {
    const x = v128.load(b);
    const y = v128.load(b, 16);
    const p0 = v128.load_splat<i32>(a0);
    x0 = dot(x, p0, x0);
    y0 = dot(y, p0, y0);
    const p1 = v128.load_splat<i32>(a1);
    x1 = dot(x, p1, x1);
    y1 = dot(y, p1, y1);
    const p2 = v128.load_splat<i32>(a2);
    x2 = dot(x, p2, x2);
    y2 = dot(y, p2, y2);
    const p3 = v128.load_splat<i32>(a3);
    x3 = dot(x, p3, x3);
    y3 = dot(y, p3, y3);
    const p4 = v128.load_splat<i32>(a4);
    x4 = dot(x, p4, x4);
    y4 = dot(y, p4, y4);
    const p5 = v128.load_splat<i32>(a5);
    x5 = dot(x, p5, x5);
    y5 = dot(y, p5, y5);
    const u = v128.load(b, 32);
    const w = v128.load(b, 48);
    const q0 = v128.load_splat<i32>(a0, 4);
    x0 = dot(u, q0, x0);
    y0 = dot(w, q0, y0);
    const q1 = v128.load_splat<i32>(a1, 4);
    x1 = dot(u, q1, x1);
    y1 = dot(w, q1, y1);
    const q2 = v128.load_splat<i32>(a2, 4);
    x2 = dot(u, q2, x2);
    y2 = dot(w, q2, y2);
    const q3 = v128.load_splat<i32>(a3, 4);
    x3 = dot(u, q3, x3);
    y3 = dot(w, q3, y3);
    const q4 = v128.load_splat<i32>(a4, 4);
    x4 = dot(u, q4, x4);
    y4 = dot(w, q4, y4);
    const q5 = v128.load_splat<i32>(a5, 4);
    x5 = dot(u, q5, x5);
    y5 = dot(w, q5, y5);
    a0 += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
    a4 += 8;
    a5 += 8;
  }
  v128.store(sums, x0);
  v128.store(sums, y0, 16);
  v128.store(sums, x1, 32);
  v128.store(sums, y1, 48);
  v128.store(sums, x2, 64);
  v128.store(sums, y2, 80);
  v128.store(sums, x3, 96);
  v128.store(sums, y3, 112);
  v128.store(sums, x4, 128);
  v128.store(sums, y4, 144);
  v128.store(sums, x5, 160);
  v128.store(sums, y5, 176);
}

/** The same by what every engine has: slower than floats. */
export function slowDot(levels: v128, bytes: v128): v128 {
  const low = i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_low_i8x16_s(levels, bytes));
  const high = i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_high_i8x16_s(levels, bytes));
  return v128.add<i32>(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
}

/** The sum of four products of a level and a byte, by whatever this engine does. */
export function dotOf(level: i32, byte: i32): i32 {
  return v128.extract_lane<i32>(dot(v128.splat<i8>(<i8>level), v128.splat<i8>(<i8>byte), v128.splat<i32>(0)), 0);
}
