// Logistic and softmax regression, applied. Plain arithmetic; runs everywhere.

/** Features are standardised first: (x − mean) ∕ scale. */
export interface Logistic {
  mean: number[];
  scale: number[];
  weights: number[];
  bias: number;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** Log-odds, kept finite. */
export const logit = (p: number): number => {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, p));
  return Math.log(inside / (1 - inside));
};

/** Probability, 0–1, that the model gives to an example with these features. */
export function probability({ mean, scale, weights, bias }: Logistic, features: number[]): number {
  return sigmoid(features.reduce((sum, value, i) => sum + (weights[i] * (value - mean[i])) / scale[i], bias));
}

/** Probabilities that add up to 1, in the precision of `scores`. */
export function softmax<T extends Float32Array | Float64Array>(scores: T, temperature = 1): T {
  const most = (scores as Float64Array).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp((score - most) / temperature)) as T;
  const total = (powers as Float64Array).reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total) as T;
}
