// Rounds a matrix so that its products change least, not its entries: what one row's rounding does to the outputs, the
// next rows make good. GPTQ (Frantar et al. 2023, https://arxiv.org/abs/2210.17323), which is Babai's nearest plane
// algorithm (Chen et al. 2025, https://arxiv.org/abs/2507.18553). Pure; runs in Node.

/** Added to the diagonal, as a share of its mean: inputs that were hardly seen must not grow without bound. */
const DAMPING = 0.01;

/**
 * @param values [inputs, outputs]
 * @param moments xᵀx over typical inputs x: [inputs, inputs]
 * @param steps one per output
 * @param most levels lie between −most and most
 * @returns levels [inputs, outputs], which times steps are near `values`
 */
export function nearestPlane(
  values: Float32Array,
  moments: Float64Array,
  steps: Float32Array,
  most: number,
): Int8Array {
  const outputs = steps.length;
  const inputs = values.length / outputs;
  const order = loudestLast(moments, inputs);
  const factor = cholesky(permuted(moments, order), inputs);
  const errors = new Float64Array(values.length); // [inputs, outputs], in `order`
  const levels = new Int8Array(values.length);
  const wanted = new Float64Array(outputs);
  for (let i = inputs - 1; i >= 0; i--) {
    const row = order[i] * outputs;
    for (let o = 0; o < outputs; o++) wanted[o] = values[row + o];
    for (let j = i + 1; j < inputs; j++) {
      const share = factor[j * inputs + i] / factor[i * inputs + i];
      for (let o = 0, k = j * outputs; o < outputs; o++, k++) wanted[o] += share * errors[k];
    }
    for (let o = 0; o < outputs; o++) {
      const level = Math.max(-most, Math.min(most, Math.round(wanted[o] / steps[o])));
      levels[row + o] = level;
      errors[i * outputs + o] = values[row + o] - level * steps[o];
    }
  }
  return levels;
}

/** Those rounded first have the most rows left to make good for them: rows are taken from the end. */
function loudestLast(moments: Float64Array, n: number): number[] {
  return [...Array(n).keys()].sort((a, b) => moments[a * n + a] - moments[b * n + b]);
}

/** Rows and columns in `order`, with a damped diagonal. */
function permuted(moments: Float64Array, order: number[]): Float64Array {
  const n = order.length;
  const mean = order.reduce((sum, i) => sum + moments[i * n + i], 0) / n;
  const result = new Float64Array(n * n);
  order.forEach((from, i) => {
    for (let j = 0; j < n; j++) result[i * n + j] = moments[from * n + order[j]];
    result[i * n + i] += DAMPING * mean || 1;
  });
  return result;
}

/** The lower triangular L with L·Lᵀ = A [n, n], in A's place. */
function cholesky(a: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j];
    }
  }
  return a;
}
