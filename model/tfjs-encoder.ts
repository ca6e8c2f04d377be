// The encoder's equations in tfjs. Runs on whichever of its backends is current: WebGPU in the hidden page, WASM in training.
import * as tf from '@tensorflow/tfjs-core';
import { BLOCKS, type Block, blockName, END } from './encoder.ts';
import { SIDE } from './preprocess.ts';
import type { NamedArrays } from './safetensors.ts';

export interface Encoder {
  /**
   * RGB bytes of n pictures [n·260·260·3] → features [n, 9, 9, 1280], a new tensor on the current backend.
   * @param before block to stop before: → what goes into it, [n, 9, 9, channels] from block 16 on
   */
  encode(pixels: Uint8Array, before?: number): tf.Tensor4D;
  /** The rest: what goes into block `first` → features, or what goes into the block `before`. */
  encodeFrom(first: number, x: tf.Tensor4D, before?: number): tf.Tensor4D;
  dispose(): void;
}

/** Is told the name of a layer of matrix products and what goes into it [n, inputs]. */
export type Watch = (layer: string, x: tf.Tensor2D) => void;

/**
 * Puts the encoder's weights on the current backend.
 * @param watch is told what goes into each 1 × 1 convolution, [positions, channels]
 */
export function createEncoder(arrays: NamedArrays, watch?: Watch): Encoder {
  const weights = new Map([...arrays].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]));
  const get = <T extends tf.Tensor>(name: string) => {
    const tensor = weights.get(name);
    if (!tensor) throw new Error(`encoder weights lack ${name}`);
    return tensor as T;
  };

  const convolve = (x: tf.Tensor4D, name: string, strides: number, activation?: 'relu6') => {
    if (strides === 1) watch?.(name, tf.reshape(x, [-1, x.shape[3]]));
    return tf.fused.conv2d({
      x,
      filter: get<tf.Tensor4D>(`${name}/kernel`),
      bias: get<tf.Tensor1D>(`${name}/bias`),
      strides,
      pad: 'same',
      activation,
    });
  };
  const convolveDepthwise = (x: tf.Tensor4D, name: string, strides: number) =>
    tf.fused.depthwiseConv2d({
      x,
      filter: get<tf.Tensor4D>(`${name}/kernel`),
      bias: get<tf.Tensor1D>(`${name}/bias`),
      strides,
      pad: 'same',
      activation: 'relu6',
    });

  /** Inverted residual: expand ×6 (1×1) → depthwise → project (1×1, linear) → + input. */
  const runBlock = (x: tf.Tensor4D, { stride, input, output }: Block, index: number) => {
    const name = blockName(index);
    const expanded = index === 0 ? x : convolve(x, `${name}/expand`, 1, 'relu6');
    const projected = convolve(convolveDepthwise(expanded, `${name}/depthwise`, stride), `${name}/project`, 1);
    return stride === 1 && input === output ? (tf.add(x, projected) as tf.Tensor4D) : projected;
  };

  const runBlocks = (from: number, to: number, x: tf.Tensor4D) => {
    const inside = BLOCKS.slice(from, to).reduce((y, block, i) => runBlock(y, block, from + i), x);
    return to === END ? convolve(inside, 'head', 1, 'relu6') : inside;
  };

  return {
    encode: (pixels, before = END) =>
      tf.tidy(() => {
        const bytes = tf.tensor4d(new Float32Array(pixels), [pixels.length / (SIDE * SIDE * 3), SIDE, SIDE, 3]);
        const x = tf.div(tf.sub(bytes, 127), 128) as tf.Tensor4D; // [n, 260, 260, 3], −1…1
        return runBlocks(0, before, convolve(x, 'stem', 2, 'relu6')); // from [n, 130, 130, 32]
      }),
    encodeFrom: (first, x, before = END) => tf.tidy(() => runBlocks(first, before, x)),
    dispose: () => {
      for (const tensor of weights.values()) tensor.dispose();
    },
  };
}
