// Scaled dot-product attention of one row over the regions of a picture. AssemblyScript.

import { multiplyAdd } from './arithmetic';
import { exp4, sigmoid4 } from './exp';

/**
 * z [width] = σ(gate) ⊙ Σ aᵢ·valuesᵢ with a = softmax(keys·query ∕ √width). width is a multiple of 16.
 * @param keys, values [regions, width] @param weights receives a, with room for regions rounded up to 4
 */
export function attendTo(
  regions: i32,
  width: i32,
  query: usize,
  gate: usize,
  keys: usize,
  values: usize,
  weights: usize,
  z: usize,
): void {
  const row = (<usize>width) << 2;
  const scale: f32 = 1 / sqrt(<f32>width);
  let most: f32 = -Infinity;
  for (let i = 0; i < regions; i++) {
    const score = scale * dot(query, keys + i * row, row);
    store<f32>(weights + (i << 2), score);
    most = max(most, score);
  }
  const padded = (regions + 3) & ~3;
  for (let i = regions; i < padded; i++) store<f32>(weights + (i << 2), -Infinity);
  let total = v128.splat<f32>(0);
  for (let i = 0; i < padded; i += 4) {
    const e = exp4(v128.sub<f32>(v128.load(weights + (i << 2)), v128.splat<f32>(most)));
    v128.store(weights + (i << 2), e);
    total = v128.add<f32>(total, e);
  }
  const inverse = v128.splat<f32>(1 / lanes(total));
  for (let i = 0; i < padded; i += 4) {
    v128.store(weights + (i << 2), v128.mul<f32>(v128.load(weights + (i << 2)), inverse));
  }
  for (let x: usize = 0; x < row; x += 16) {
    let sum = v128.splat<f32>(0);
    let value = values + x;
    for (let i = 0; i < regions; i++) {
      sum = multiplyAdd(v128.load_splat<f32>(weights + (i << 2)), v128.load(value), sum);
      value += row;
    }
    v128.store(z + x, v128.mul<f32>(sigmoid4(v128.load(gate + x)), sum));
  }
}

function dot(a: usize, b: usize, size: usize): f32 {
  let x = v128.splat<f32>(0);
  let y = x;
  for (const end = a + size; a < end; a += 32) {
    x = multiplyAdd(v128.load(a), v128.load(b), x);
    y = multiplyAdd(v128.load(a, 16), v128.load(b, 16), y);
    b += 32;
  }
  return lanes(v128.add<f32>(x, y));
}

function lanes(x: v128): f32 {
  const low = v128.extract_lane<f32>(x, 0) + v128.extract_lane<f32>(x, 1);
  return low + v128.extract_lane<f32>(x, 2) + v128.extract_lane<f32>(x, 3);
}
