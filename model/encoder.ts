// EfficientNet-Lite2: picture → 9×9 grid of 1280 features. Runs on whichever tfjs backend is current.
// Architecture: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite; weights: see weights/NOTICE.
import * as tf from '@tensorflow/tfjs-core';
import { SIDE } from './preprocess.ts';
import type { NamedArrays } from './safetensors.ts';

/** Grid cells (9 × 9) and features in each. */
export const REGIONS = 81;
export const FEATURES = 1280;

/** Mean over the regions: features [81·1280] → [1280]. */
export function averageRegions(features: Float32Array): Float32Array {
  const pooled = new Float32Array(FEATURES);
  for (let region = 0, i = 0; region < REGIONS; region++) {
    for (let feature = 0; feature < FEATURES; feature++, i++) pooled[feature] += features[i] / REGIONS;
  }
  return pooled;
}

export interface Block {
  kernel: 3 | 5;
  stride: 1 | 2;
  /** Input channels; output channels; the first block has no expansion. */
  input: number;
  output: number;
}

/** Kernel, stride, input, output and repeats of each stage; repeats have stride 1 and a skip connection. */
const STAGES: [kernel: 3 | 5, stride: 1 | 2, input: number, output: number, repeats: number][] = [
  [3, 1, 32, 16, 1],
  [3, 2, 16, 24, 3],
  [5, 2, 24, 48, 3],
  [3, 2, 48, 88, 4],
  [5, 1, 88, 120, 4],
  [5, 2, 120, 208, 5],
  [3, 1, 208, 352, 1],
];
export const BLOCKS: Block[] = STAGES.flatMap(([kernel, stride, input, output, repeats]) =>
  Array.from({ length: repeats }, (_, i) =>
    i === 0 ? { kernel, stride, input, output } : { kernel, stride: 1, input: output, output },
  ),
);

/** The head counts as the block after the last; what comes before END is the whole encoder's output. */
export const HEAD = BLOCKS.length;
export const END = HEAD + 1;

export const blockName = (index: number) => (index === HEAD ? 'head' : `block_${String(index).padStart(2, '0')}`);

/** Channels of what goes into a block, or comes out at the END. */
export function channelsBefore(block: number): number {
  if (block === END) return FEATURES;
  return block === HEAD ? BLOCKS[HEAD - 1].output : BLOCKS[block].input;
}

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

/** Puts the encoder's weights on the current backend. */
export function createEncoder(arrays: NamedArrays): Encoder {
  const weights = new Map([...arrays].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]));
  const get = <T extends tf.Tensor>(name: string) => {
    const tensor = weights.get(name);
    if (!tensor) throw new Error(`encoder weights lack ${name}`);
    return tensor as T;
  };

  const convolve = (x: tf.Tensor4D, name: string, strides: number, activation?: 'relu6') =>
    tf.fused.conv2d({
      x,
      filter: get<tf.Tensor4D>(`${name}/kernel`),
      bias: get<tf.Tensor1D>(`${name}/bias`),
      strides,
      pad: 'same',
      activation,
    });
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
