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

interface Block {
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
const BLOCKS: Block[] = STAGES.flatMap(([kernel, stride, input, output, repeats]) =>
  Array.from({ length: repeats }, (_, i) =>
    i === 0 ? { kernel, stride, input, output } : { kernel, stride: 1, input: output, output },
  ),
);

export interface Encoder {
  /** RGB bytes of n pictures [n·260·260·3] → features [n, 9, 9, 1280], a new tensor on the current backend. */
  encode(pixels: Uint8Array): tf.Tensor4D;
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
    const name = `block_${String(index).padStart(2, '0')}`;
    const expanded = index === 0 ? x : convolve(x, `${name}/expand`, 1, 'relu6');
    const projected = convolve(convolveDepthwise(expanded, `${name}/depthwise`, stride), `${name}/project`, 1);
    return stride === 1 && input === output ? (tf.add(x, projected) as tf.Tensor4D) : projected;
  };

  return {
    encode: (pixels) =>
      tf.tidy(() => {
        const bytes = tf.tensor4d(new Float32Array(pixels), [pixels.length / (SIDE * SIDE * 3), SIDE, SIDE, 3]);
        let x = tf.div(tf.sub(bytes, 127), 128) as tf.Tensor4D; // [n, 260, 260, 3], −1…1
        x = convolve(x, 'stem', 2, 'relu6'); // [n, 130, 130, 32]
        BLOCKS.forEach((block, index) => {
          x = runBlock(x, block, index);
        }); // [n, 9, 9, 352]
        return convolve(x, 'head', 1, 'relu6'); // [n, 9, 9, 1280]
      }),
    dispose: () => {
      for (const tensor of weights.values()) tensor.dispose();
    },
  };
}
