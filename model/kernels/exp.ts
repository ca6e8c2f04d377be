// e to the power of four numbers at once, and what is made of it. AssemblyScript.
import { multiplyAdd } from './arithmetic';

const LOG2_E: f32 = <f32>Math.LOG2E;
// ln 2 in two parts, of which the first times a small integer is exact (Cody & Waite 1980).
const LN2_HIGH: f32 = -0.693359375;
const LN2_LOW: f32 = 2.1219444e-4;

/** Minimax polynomial on ± ln 2 ∕ 2 times a power of two (S. Moshier's Cephes): right to 2 units in the last place. */
export function exp4(x: v128): v128 {
  const kept = v128.pmin<f32>(v128.pmax<f32>(x, v128.splat<f32>(-87)), v128.splat<f32>(88));
  const power = v128.nearest<f32>(v128.mul<f32>(kept, v128.splat<f32>(LOG2_E)));
  let rest = v128.add<f32>(kept, v128.mul<f32>(power, v128.splat<f32>(LN2_HIGH)));
  rest = v128.add<f32>(rest, v128.mul<f32>(power, v128.splat<f32>(LN2_LOW)));
  let sum = multiplyAdd(v128.splat<f32>(1.98756915e-4), rest, v128.splat<f32>(1.3981999507e-3));
  sum = multiplyAdd(sum, rest, v128.splat<f32>(8.3334519073e-3));
  sum = multiplyAdd(sum, rest, v128.splat<f32>(4.1665795894e-2));
  sum = multiplyAdd(sum, rest, v128.splat<f32>(1.6666665459e-1));
  sum = multiplyAdd(sum, rest, v128.splat<f32>(5.0000001201e-1));
  sum = multiplyAdd(sum, v128.mul<f32>(rest, rest), v128.add<f32>(rest, v128.splat<f32>(1)));
  const exponent = v128.shl<i32>(v128.add<i32>(v128.trunc_sat<i32>(power), v128.splat<i32>(127)), 23);
  return v128.mul<f32>(sum, exponent);
}

/** 1 ∕ (1 + e⁻ˣ) */
export function sigmoid4(x: v128): v128 {
  const one = v128.splat<f32>(1);
  return v128.div<f32>(one, v128.add<f32>(one, exp4(v128.neg<f32>(x))));
}

/** By way of sigmoid, as in architecture.ts. */
export function tanh4(x: v128): v128 {
  const two = v128.splat<f32>(2);
  return v128.sub<f32>(v128.mul<f32>(sigmoid4(v128.mul<f32>(x, two)), two), v128.splat<f32>(1));
}
