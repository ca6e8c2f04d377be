// The layers of the encoder's blocks, forward and backward. Runs in training workers, on WASM with Inkling's kernels.
import * as tf from '@tensorflow/tfjs-core';

export interface Layer {
  /** x [n, in] → y [n, out]. */
  run(x: tf.Tensor2D): tf.Tensor2D;
  /** From what `run` had and gave, and the gradient of y. @param passOn whether that of x is wanted */
  gradients(x: tf.Tensor2D, y: tf.Tensor2D, dy: tf.Tensor2D, passOn: boolean): Gradients;
}

export interface Gradients {
  kernel: tf.Tensor;
  bias: tf.Tensor;
  /** Of x. */
  input?: tf.Tensor2D;
}

type Activation = 'relu6' | 'linear';

/** @param kernel [1, 1, in, out] */
export function convolution1x1(kernel: tf.Tensor4D, bias: tf.Tensor1D, activation: Activation): Layer {
  const matrix = () => tf.reshape(kernel, kernel.shape.slice(2) as [number, number]);
  return {
    run: (x) => tf.fused.matMul({ a: x, b: matrix(), bias, activation }) as tf.Tensor2D,
    gradients(x, y, dy, passOn) {
      const [inside, ofBias] = clampGradient(y, dy, activation);
      const ofKernel = tf.reshape(tf.matMul(x, inside, true), kernel.shape); // xᵀ·dy
      return { kernel: ofKernel, bias: ofBias, input: passOn ? tf.matMul(inside, matrix(), false, true) : undefined };
    },
  };
}

/** With ReLU6 and stride 1. @param kernel [size, size, channels, 1] @param side pictures are rows [pictures·side·side, channels] */
export function depthwiseConvolution(kernel: tf.Tensor4D, bias: tf.Tensor1D, side: number): Layer {
  const attributes = { strides: 1, pad: 'same', dilations: 1 } as const;
  const toPictures = (x: tf.Tensor) => tf.reshape(x, [-1, side, side, kernel.shape[2]]) as tf.Tensor4D;
  const toRows = (x: tf.Tensor) => tf.reshape(x, [-1, kernel.shape[2]]) as tf.Tensor2D;
  const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
    tf.engine().runKernel(name, inputs, { ...attributes, ...attrs }) as tf.Tensor;
  return {
    run: (input) => {
      const x = toPictures(input);
      return toRows(tf.fused.depthwiseConv2d({ x, filter: kernel, bias, ...attributes, activation: 'relu6' }));
    },
    gradients(input, output, gradient, passOn) {
      const [inside, ofBias] = clampGradient(output, gradient, 'relu6');
      const [x, dy] = [toPictures(input), toPictures(inside)];
      const shapes = { inputShape: x.shape, filterShape: kernel.shape };
      const ofKernel = run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, shapes);
      const ofInput = () => toRows(run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter: kernel }, shapes));
      return { kernel: ofKernel, bias: ofBias, input: passOn ? ofInput() : undefined };
    },
  };
}

/** dy where y was not clamped, and its sum over the rows, which is the gradient of the bias. */
function clampGradient(y: tf.Tensor2D, dy: tf.Tensor2D, activation: Activation) {
  return tf.engine().runKernel('ClampGradient', { y, dy }, { activation }) as unknown as [tf.Tensor2D, tf.Tensor1D];
}
