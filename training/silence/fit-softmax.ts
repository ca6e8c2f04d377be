// Fits a softmax regression: full-batch Adam on a convex loss with an L2 penalty. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { compute, transpose } from '../learning/arrays.ts';

export interface Examples {
  /** [n, width], standardised. */
  rows: Float32Array;
  /** [n] class numbers. */
  classes: Int32Array;
  /** [n] how much each counts; any scale. */
  weights: Float32Array;
}

export interface Softmax {
  /** [width, classes] */
  weights: Float32Array;
  /** [classes] */
  bias: Float32Array;
}

/** In units of standardised inputs and a loss averaged over the examples; 0.01 to 0.1 refuse unseen graphics alike. */
const PENALTY = 0.1;
const ITERATIONS = 300;
const RATE = 0.01;

/** The regression with `count` classes that fits `examples`. Needs a started tfjs backend. Deterministic. */
export function fitSoftmax({ rows, classes, weights: importance }: Examples, count: number): Softmax {
  const examples = classes.length;
  const width = rows.length / examples;
  const total = importance.reduce((a, b) => a + b);
  const x = tf.tensor2d(rows, [examples, width]);
  const turned = tf.tensor2d(transpose(rows, examples, width), [width, examples]); // see README: transposing is slow
  const weights = createAdam(width * count);
  const bias = createAdam(count);
  for (let step = 1; step <= ITERATIONS; step++) {
    const rate = RATE * Math.min(1, 2 * (1 - step / ITERATIONS) + 0.02);
    const scores = compute(() => tf.matMul(x, tf.tensor2d(weights.values, [width, count])));
    const errors = toErrors(scores, bias.values, classes, importance, total); // [n, classes]
    const pull = compute(() => tf.matMul(turned, tf.tensor2d(errors, [examples, count])));
    bias.step(sumColumns(errors, count), rate, step);
    weights.step(
      pull.map((value, i) => value + PENALTY * weights.values[i]),
      rate,
      step,
    );
  }
  x.dispose();
  turned.dispose();
  return { weights: weights.values, bias: bias.values };
}

/** Probability less truth, times the share of the example: the gradient of the loss by the scores. */
function toErrors(
  scores: Float32Array,
  bias: Float32Array,
  classes: Int32Array,
  importance: Float32Array,
  total: number,
): Float32Array {
  const count = bias.length;
  const errors = new Float32Array(scores.length);
  classes.forEach((truth, n) => {
    const own = bias.map((value, k) => value + scores[n * count + k]);
    const highest = Math.max(...own);
    const powers = own.map((score) => Math.exp(score - highest));
    const sum = powers.reduce((a, b) => a + b);
    for (let k = 0; k < count; k++) {
      errors[n * count + k] = ((powers[k] / sum - (k === truth ? 1 : 0)) * importance[n]) / total;
    }
  });
  return errors;
}

function sumColumns(values: Float32Array, count: number): Float32Array {
  const sums = new Float32Array(count);
  for (let i = 0; i < values.length; i++) sums[i % count] += values[i];
  return sums;
}

/** Adam (Kingma & Ba 2015, https://arxiv.org/abs/1412.6980) from zero. */
function createAdam(length: number) {
  const [values, mean, square] = Array.from({ length: 3 }, () => new Float32Array(length));
  const step = (gradient: Float32Array, rate: number, number: number) => {
    const [rise, riseSquare] = [1 - 0.9 ** number, 1 - 0.999 ** number];
    for (let i = 0; i < length; i++) {
      mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
      square[i] = 0.999 * square[i] + 0.001 * gradient[i] ** 2;
      values[i] -= (rate * mean[i]) / rise / (Math.sqrt(square[i] / riseSquare) + 1e-8);
    }
  };
  return { values, step };
}
