// Layers that learn. tfjs's own matrix gradients use a slow kernel on WASM and add up one weight gradient per time
// step; these transpose explicitly and multiply once per layer and batch. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad.js';
import { concatGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Concat_grad.js';
import { meanGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Mean_grad.js';
import { multiplyGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad.js';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad.js';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad.js';
import { sigmoidGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sigmoid_grad.js';
import { softmaxGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Softmax_grad.js';
import { splitVGradConfig } from '@tensorflow/tfjs-core/dist/gradients/SplitV_grad.js';
import { subGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sub_grad.js';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad.js';

// In Node, tfjs-core comes without gradients; these are the ones that the architectures' equations need.
for (const gradient of [
  addGradConfig,
  concatGradConfig,
  meanGradConfig,
  multiplyGradConfig,
  reluGradConfig,
  reshapeGradConfig,
  sigmoidGradConfig,
  softmaxGradConfig,
  splitVGradConfig,
  subGradConfig,
  sumGradConfig,
]) {
  tf.registerGradient(gradient);
}

/** A linear layer whose weight gradient is computed in one product over all its uses, after the backward pass. */
export class LearningLinear {
  readonly #uses: { x: tf.Tensor2D; dy: tf.Tensor2D }[] = [];
  #transposed?: tf.Tensor2D;

  /** `transposed` makes kernelᵀ, for the gradient of the input. */
  constructor(
    private readonly kernel: tf.Tensor2D,
    private readonly transposed: () => tf.Tensor2D,
    private readonly bias?: tf.Tensor1D,
  ) {}

  /** x [n, in] → x·W + b [n, out], outside of differentiation. */
  multiply(x: tf.Tensor2D): tf.Tensor2D {
    const product = tf.matMul(x, this.kernel);
    return (this.bias ? tf.add(product, this.bias) : product) as tf.Tensor2D;
  }

  /**
   * The same, differentiated.
   * @param anchor a number with respect to which tfjs differentiates: so this use is part of the backward pass even where
   *   x is constant, such as the zeros that an LSTM starts from.
   * @param passOn whether anything before x learns; otherwise the gradient of x is not computed, but zero.
   */
  apply(x: tf.Tensor2D, anchor: tf.Scalar, passOn = true): tf.Tensor2D {
    const forward = tf.customGrad((...[input, , save]) => {
      (save as tf.GradSaveFunc)([input as tf.Tensor]);
      const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
        const uses = [saved as tf.Tensor2D, dy as tf.Tensor2D] as const;
        if (!passOn) this.learn(...uses);
        return [passOn ? this.backward(...uses) : tf.zerosLike(saved), tf.scalar(0)];
      };
      return { value: this.multiply(input as tf.Tensor2D), gradFunc };
    });
    return forward(x, anchor) as tf.Tensor2D;
  }

  /** Notes that x [n, in] met the output gradient dy [n, out]. */
  learn(x: tf.Tensor2D, dy: tf.Tensor2D): void {
    this.#uses.push({ x: tf.keep(tf.clone(x)), dy: tf.keep(tf.clone(dy)) });
  }

  /** `learn`, and the gradient of x: dy·Wᵀ. */
  backward(x: tf.Tensor2D, dy: tf.Tensor2D): tf.Tensor2D {
    this.learn(x, dy);
    this.#transposed ??= this.transposed();
    return tf.matMul(dy, this.#transposed);
  }

  /** Σ xᵀ·dy [in, out] over all uses (or its transpose, which costs the same) and Σ dy [out]; forgets the uses. */
  takeGradients(transpose = false): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    const uses = this.#uses.splice(0);
    return tf.tidy(() => {
      const x = tf.concat(uses.map((use) => use.x)) as tf.Tensor2D;
      const dy = tf.concat(uses.map((use) => use.dy)) as tf.Tensor2D;
      tf.dispose(uses.flatMap((use) => [use.x, use.dy]));
      const kernel = (transpose ? tf.matMul(tf.transpose(dy), x) : tf.matMul(tf.transpose(x), dy)) as tf.Tensor2D;
      return { kernel, bias: sumOfRows(dy) };
    });
  }
}

/** x [n, k] → Σ rows [k], as a product: tfjs's own sum along rows transposes first. */
const sumOfRows = (x: tf.Tensor2D) => tf.reshape(tf.matMul(tf.ones([1, x.shape[0]]), x), [-1]) as tf.Tensor1D;

/** Rows `indices` of x. The gradient of tf.gather is missing on WASM, so it is a product with the one-hot matrix. */
export function gatherRows(x: tf.Tensor2D, indices: number[]): tf.Tensor2D {
  if (indices.length === x.shape[0] && indices.every((index, i) => index === i)) return x;
  const forward = tf.customGrad((input) => ({
    value: tf.gather(input as tf.Tensor2D, tf.tensor1d(indices, 'int32')),
    gradFunc: (dy) => {
      const chosen = tf.tensor2d(oneHot(indices, x.shape[0]), [indices.length, x.shape[0]]);
      return tf.matMul(tf.transpose(chosen), dy as tf.Tensor2D);
    },
  }));
  return forward(x) as tf.Tensor2D;
}

/**
 * Cross-entropy with label smoothing (Szegedy et al. 2016) of scores [n, words], divided by `tokens`: the words of the
 * whole step, all workers together. The gradient is weight · (softmax − smoothed target) ∕ tokens.
 * @param weights one per row.
 * @returns Σ −log p(target) ∕ tokens as a scalar: the plain loss, comparable between smoothings and weights.
 */
export function crossEntropy(
  scores: tf.Tensor2D,
  targets: number[],
  weights: number[],
  smoothing: number,
  tokens: number,
): tf.Scalar {
  const [rows, words] = scores.shape;
  const forward = tf.customGrad((input, save) => {
    const probabilities = tf.softmax(input as tf.Tensor2D);
    const target = tf.tensor2d(oneHot(targets, words), [rows, words]);
    const smoothed = tf.add(tf.mul(target, 1 - smoothing), smoothing / words);
    const scale = tf.tensor2d(weights, [rows, 1]);
    (save as tf.GradSaveFunc)([tf.mul(tf.sub(probabilities, smoothed), tf.div(scale, tokens))]);
    const ofTarget = tf.maximum(tf.sum(tf.mul(probabilities, target), 1), 1e-30);
    const value = tf.div(tf.neg(tf.sum(tf.log(ofTarget))), tokens);
    return { value, gradFunc: (_dy, [gradient]) => tf.clone(gradient) };
  });
  return forward(scores) as tf.Scalar;
}

/** [rows, columns] flat, 1 at each row's index. */
function oneHot(indices: number[], columns: number): Float32Array {
  const values = new Float32Array(indices.length * columns);
  indices.forEach((column, row) => {
    values[row * columns + column] = 1;
  });
  return values;
}
