// Floats → 14-bit numbers in two bytes of seven bits, as bytes.ts multiplies them. AssemblyScript.

/** The largest, and what stands for zero where numbers have signs. */
const MOST: f32 = 16383;
/** What a one is worth after ReLU6. */
export const RELU6_SCALE: f32 = 6 / MOST;
const ZERO: f32 = 8192;
/** Added to a float, it leaves the rounded number in its last bits. */
const SHIFTER: f32 = 8388608;

/**
 * Rows of floats [m, k] → [m, 2, k], each with a scale of its own. k is a multiple of 8.
 * @param scales receives what a one is worth [m]
 */
export function quantiseRows(m: i32, k: i32, from: usize, stride: usize, to: usize, scales: usize): void {
  for (let i = 0; i < m; i++) {
    const most = largest(k, from);
    const scale = most / (ZERO - 1);
    store<f32>(scales + (i << 2), scale);
    quantiseRow(k, from, scale > 0 ? 1 / scale : 0, to);
    from += stride;
    to += 2 * k;
  }
}

function largest(k: i32, from: usize): f32 {
  let most = v128.splat<f32>(0);
  for (const end = from + (k << 2); from < end; from += 16) most = v128.pmax<f32>(most, v128.abs<f32>(v128.load(from)));
  const low = max(v128.extract_lane<f32>(most, 0), v128.extract_lane<f32>(most, 1));
  return max(low, max(v128.extract_lane<f32>(most, 2), v128.extract_lane<f32>(most, 3)));
}

function quantiseRow(k: i32, from: usize, factor: f32, to: usize): void {
  const times = v128.splat<f32>(factor);
  const shift = v128.splat<f32>(SHIFTER + ZERO);
  for (const end = to + k; to < end; to += 8) {
    const x = v128.add<f32>(v128.mul<f32>(v128.load(from), times), shift);
    const y = v128.add<f32>(v128.mul<f32>(v128.load(from, 16), times), shift);
    split(x, y, to, k);
    from += 32;
  }
}

/** Eight numbers 0 … 6, of which 6 becomes the largest → high bytes at `to`, low bytes `apart` from there. */
export function quantiseRelu6(x: v128, y: v128, to: usize, apart: usize): void {
  const times = v128.splat<f32>(1 / RELU6_SCALE);
  const shift = v128.splat<f32>(SHIFTER);
  split(v128.add<f32>(v128.mul<f32>(x, times), shift), v128.add<f32>(v128.mul<f32>(y, times), shift), to, apart);
}

function split(x: v128, y: v128, to: usize, apart: usize): void {
  const mask = v128.splat<i32>(16383);
  const numbers = v128.narrow<i32>(v128.and(x, mask), v128.and(y, mask)); // 16 bits each
  const high = v128.shr<u16>(numbers, 7);
  const low = v128.and(numbers, v128.splat<i16>(127));
  v128.store_lane<u64>(to, v128.narrow<i16>(high, high), 0);
  v128.store_lane<u64>(to + apart, v128.narrow<i16>(low, low), 0);
}
