// Layers that learn. tfjs's own matrix gradients add up one weight gradient per time step; these multiply once per layer
// and batch. Runs in training workers.
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

  /** @param transposed the kernel is given as [out, in] and used as its transpose */
  constructor(
    private readonly kernel: tf.Tensor2D,
    private readonly bias?: tf.Tensor1D,
    private readonly transposed = false,
  ) {}

  /** x [n, in] → x·W + b [n, out], outside of differentiation. */
  multiply(x: tf.Tensor2D): tf.Tensor2D {
    const { kernel, bias, transposed: transposeB } = this;
    if (!bias) return tf.matMul(x, kernel, false, transposeB);
    return tf.fused.matMul({ a: x, b: kernel, transposeB, bias }) as tf.Tensor2D;
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
    return tf.matMul(dy, this.kernel, false, !this.transposed);
  }

  /** Σ xᵀ·dy over all uses, in the shape of the kernel, and Σ dy [out]; forgets the uses. */
  takeGradients(): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    const uses = this.#uses.splice(0);
    return tf.tidy(() => {
      const x = tf.concat(uses.map((use) => use.x)) as tf.Tensor2D;
      const dy = tf.concat(uses.map((use) => use.dy)) as tf.Tensor2D;
      tf.dispose(uses.flatMap((use) => [use.x, use.dy]));
      const kernel: tf.Tensor2D = this.transposed ? tf.matMul(dy, x, true) : tf.matMul(x, dy, true);
      return { kernel, bias: tf.sum(dy, 0) as tf.Tensor1D };
    });
  }
}

/** Rows `indices` of x. The gradient of tf.gather is missing on WASM, so it is a product with the one-hot matrix. */
export function gatherRows(x: tf.Tensor2D, indices: number[]): tf.Tensor2D {
  if (indices.length === x.shape[0] && indices.every((index, i) => index === i)) return x;
  const forward = tf.customGrad((input) => ({
    value: tf.gather(input as tf.Tensor2D, tf.tensor1d(indices, 'int32')),
    gradFunc: (dy) => {
      const chosen = new Float32Array(indices.length * x.shape[0]);
      indices.forEach((index, row) => {
        chosen[row * x.shape[0] + index] = 1;
      });
      return tf.matMul(tf.tensor2d(chosen, [indices.length, x.shape[0]]), dy as tf.Tensor2D, true);
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
    const scale = weights.map((weight) => weight / tokens);
    const scaled = tf.mul(probabilities, tf.tensor2d(scale, [rows, 1]));
    (save as tf.GradSaveFunc)([tf.sub(scaled, smoothedTargets(targets, scale, smoothing, words))]);
    const positions = targets.map((target, row) => row * words + target);
    const ofTarget = tf.gather(tf.reshape(probabilities, [-1]), tf.tensor1d(positions, 'int32'));
    const value = tf.div(tf.neg(tf.sum(tf.log(tf.maximum(ofTarget, 1e-30)))), tokens);
    return { value, gradFunc: (_dy, [gradient]) => tf.clone(gradient) };
  });
  return forward(scores) as tf.Scalar;
}

/** [rows, words]: `scale[row]` in each row, most of it at the target, as much as `smoothing` spread over all words. */
function smoothedTargets(targets: number[], scale: number[], smoothing: number, words: number): tf.Tensor2D {
  const values = new Float32Array(targets.length * words);
  targets.forEach((target, row) => {
    values.fill((scale[row] * smoothing) / words, row * words, (row + 1) * words);
    values[row * words + target] += scale[row] * (1 - smoothing);
  });
  return tf.tensor2d(values, [targets.length, words]);
}
