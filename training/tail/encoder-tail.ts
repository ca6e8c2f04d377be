// The encoder's last blocks as something that learns, from features that were made before them once. The equations are
// those of model/encoder.ts. Runs in training workers, on WASM with Inkling's kernels.
import * as tf from '@tensorflow/tfjs-core';
import { BLOCKS, blockName, channelsBefore, HEAD, REGIONS } from '../../model/encoder.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import { convolution1x1, depthwiseConvolution, type Layer } from './learning-layers.ts';

/** From this block on, pictures are grids of 9 × 9. */
export const EARLIEST = 16;

/** Name and shape of every array from block `first` on, as in encoder.safetensors; the head counts as a block. */
export function tailShapes(first: number): Record<string, number[]> {
  const shapes = BLOCKS.slice(first).map(({ kernel, input, output }, i) => {
    const name = blockName(first + i);
    return {
      [`${name}/expand/kernel`]: [1, 1, input, 6 * input],
      [`${name}/expand/bias`]: [6 * input],
      [`${name}/depthwise/kernel`]: [kernel, kernel, 6 * input, 1],
      [`${name}/depthwise/bias`]: [6 * input],
      [`${name}/project/kernel`]: [1, 1, 6 * input, output],
      [`${name}/project/bias`]: [output],
    };
  });
  const [input, output] = [channelsBefore(HEAD), channelsBefore(HEAD + 1)];
  return Object.assign({}, ...shapes, { 'head/kernel': [1, 1, input, output], 'head/bias': [output] });
}

export interface TailRun {
  /** [pictures·81, 1280] */
  features: tf.Tensor2D;
  /** Given the gradient of the features: that of every array, by name. Once only: what it needs is freed, the features too. */
  backward(gradient: tf.Tensor2D): Map<string, tf.Tensor>;
  /** Instead of `backward`. */
  dispose(): void;
}

export interface EncoderTail {
  /** low [pictures·81, channels]: what goes into the first block. With the values that the arrays have now. */
  run(low: tf.Tensor2D): TailRun;
}

interface Stage {
  /** In the order they run. */
  layers: { name: string; layer: Layer }[];
  /** Whether what goes in is added to what comes out. */
  skips: boolean;
}

/**
 * @param arrays those of `tailShapes`, whatever their widths; views of a vector that changes are fine
 * @param first block, from EARLIEST to HEAD
 */
export function createEncoderTail(arrays: NamedArrays, first: number): EncoderTail {
  if (!(first >= EARLIEST && first <= HEAD)) throw new RangeError(`the encoder's tail cannot start at block ${first}`);
  return {
    run(low) {
      const weights = upload(arrays, first);
      const stages = createStages(weights, first);
      const traces = tf.tidy(() => runStages(stages, low));
      const dispose = () => tf.dispose([...Object.values(weights), ...traces.flat().filter((x) => x !== low)]);
      const backward = (gradient: tf.Tensor2D) => {
        const gradients = gradientsOf(stages, traces, gradient);
        dispose();
        return gradients;
      };
      return { features: traces[traces.length - 1][1], backward, dispose };
    },
  };
}

/** @throws Error that names the array that is missing */
function upload(arrays: NamedArrays, first: number): tf.NamedTensorMap {
  const named = Object.keys(tailShapes(first)).map((name) => {
    const array = arrays.get(name);
    if (!array) throw new Error(`encoder weights lack ${name}`);
    return [name, tf.tensor(array.values, array.shape)];
  });
  return Object.fromEntries(named);
}

function createStages(weights: tf.NamedTensorMap, first: number): Stage[] {
  const of = (name: string) => [weights[`${name}/kernel`], weights[`${name}/bias`]] as [tf.Tensor4D, tf.Tensor1D];
  const blocks = BLOCKS.slice(first).map(({ input, output }, i): Stage => {
    const [expand, depthwise, project] = ['expand', 'depthwise', 'project'].map(
      (kind) => `${blockName(first + i)}/${kind}`,
    );
    const layers = [
      { name: expand, layer: convolution1x1(...of(expand), 'relu6') },
      { name: depthwise, layer: depthwiseConvolution(...of(depthwise), Math.sqrt(REGIONS)) },
      { name: project, layer: convolution1x1(...of(project), 'linear') },
    ];
    return { layers, skips: input === output };
  });
  return [...blocks, { layers: [{ name: 'head', layer: convolution1x1(...of('head'), 'relu6') }], skips: false }];
}

/** @returns for each stage what went in, and what came out of each of its layers */
function runStages(stages: Stage[], low: tf.Tensor2D): tf.Tensor2D[][] {
  let x = low;
  return stages.map(({ layers, skips }) => {
    const trace = [x];
    for (const { layer } of layers) trace.push(layer.run(trace[trace.length - 1]));
    const last = trace[trace.length - 1];
    x = skips ? tf.add(x, last) : last;
    return trace;
  });
}

function gradientsOf(stages: Stage[], traces: tf.Tensor2D[][], gradient: tf.Tensor2D): Map<string, tf.Tensor> {
  const gradients = new Map<string, tf.Tensor>();
  let dy = gradient;
  for (let i = stages.length - 1; i >= 0; i--) {
    const { own, input } = tf.tidy(() => gradientsOfStage(stages[i], traces[i], dy, i > 0));
    for (const [name, tensor] of Object.entries(own)) gradients.set(name, tensor);
    if (dy !== gradient) dy.dispose();
    if (input) dy = input;
  }
  return gradients;
}

/** @param passOn whether the gradient of what went in is wanted */
function gradientsOfStage(
  { layers, skips }: Stage,
  trace: tf.Tensor2D[],
  dy: tf.Tensor2D,
  passOn: boolean,
): { own: tf.NamedTensorMap; input?: tf.Tensor2D } {
  const own: tf.NamedTensorMap = {};
  let inner = dy;
  for (let i = layers.length - 1; i >= 0; i--) {
    const { name, layer } = layers[i];
    const { kernel, bias, input } = layer.gradients(trace[i], trace[i + 1], inner, passOn || i > 0);
    Object.assign(own, { [`${name}/kernel`]: kernel, [`${name}/bias`]: bias });
    if (!input) return { own };
    inner = input;
  }
  return { own, input: skips ? (tf.add(dy, inner) as tf.Tensor2D) : inner };
}
