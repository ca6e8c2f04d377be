// Multiply and add, fused where the engine can. AssemblyScript.

/** x · y + sum */
export function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f32>(x, y, sum);
  return v128.add<f32>(sum, v128.mul<f32>(x, y));
}
