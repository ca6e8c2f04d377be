// One worker's share of a training step: pictures and captions in, gradients of all parameters out. Whatever the
// architecture, tfjs differentiates through the whole sentence; the products are those of network.ts.
// Runs in training workers.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Architecture } from '../architectures/architecture.ts';
import type { Settings } from '../settings.ts';
import { embedRows, scatterRows } from './arrays.ts';
import type { Batch } from './batches.ts';
import { crossEntropy, gatherRows } from './gradients.ts';
import { type Masks, toRows } from './masks.ts';
import { createLearningNetwork, type LearningNetwork } from './network.ts';
import { type Layout, partOf } from './parameters.ts';

export interface Learner {
  architecture: Architecture;
  /** Below a temperature of 1, what learns is the network that samples: scores are divided by it. */
  settings: Pick<Settings, 'labelSmoothing' | 'temperature'>;
  layout: Layout;
  parameters: Float32Array;
  masks: Masks;
}

/**
 * Forward and backward pass.
 * @param grid [pictures·81, 1280] of the batch's pictures.
 * @param tokens number of words in the whole step, all workers together: the loss is a mean over them.
 * @param gradient receives d loss ∕ d parameters.
 * @param ofGrid where the encoder learns as well, receives d loss ∕ d grid, to be freed by whoever receives it.
 * @returns the summed −log p of this share's words.
 */
export async function learn(
  learner: Learner,
  batch: Batch,
  grid: tf.Tensor2D,
  tokens: number,
  gradient: Float32Array,
  ofGrid?: (gradient: tf.Tensor2D) => void,
): Promise<number> {
  const { layout, parameters, masks } = learner;
  // Embeddings are read and learned here: a table of thousands of rows, of which a batch reads some.
  const words = embedRows(partOf(parameters, layout, 'embedding/kernel'), batch.inputs, masks.embedding);
  const { loss, embedded, seen, gradients } = tf.tidy(() =>
    differentiate(learner, batch, grid, tokens, words, ofGrid !== undefined),
  );
  if (seen) ofGrid?.(seen as tf.Tensor2D);
  // Reading is asynchronous because WebGPU knows no other way.
  for (const [name, tensor] of Object.entries(gradients)) partOf(gradient, layout, name).set(await view(tensor));
  scatterRows(partOf(gradient, layout, 'embedding/kernel'), batch.inputs, await view(embedded), masks.embedding);
  const sum = (await view(loss))[0] * tokens;
  tf.dispose([loss, embedded, gradients]);
  return sum;
}

/** The numbers in a tensor, to be read at once: on WASM they stay where they are, because copying megabytes takes time. */
function view(tensor: tf.Tensor): Promise<Float32Array> | Float32Array {
  if (tf.getBackend() !== 'wasm') return tensor.data<'float32'>();
  return (tf.backend() as BackendWasm).typedArrayFromHeap(tensor) as Float32Array;
}

type Gradients = {
  loss: tf.Tensor;
  /** Of the words read [n, hidden]. */
  embedded: tf.Tensor;
  /** Of the grid [pictures·81, features], where it is wanted. */
  seen?: tf.Tensor;
  /** Of the parameters, by name. */
  gradients: Record<string, tf.Tensor>;
};

function differentiate(
  { architecture, layout, parameters, settings, masks }: Learner,
  batch: Batch,
  grid: tf.Tensor2D,
  tokens: number,
  words: Float32Array,
  gridLearns: boolean,
): Gradients {
  const anchor = tf.scalar(0);
  const pictureMask = toRows(masks.picture, masks.hidden);
  const dropPicture = (x: tf.Tensor2D) => tf.mul(x, pictureMask) as tf.Tensor2D;
  const network = createLearningNetwork({
    parameters,
    layout,
    fixed: gridLearns ? undefined : grid,
    anchor,
    dropPicture,
  });
  const outputMask = toRows(masks.output, masks.hidden);
  const lossOf = (embedded: tf.Tensor) => {
    const scores = readCaptions(architecture, network, batch, grid, embedded as tf.Tensor2D, outputMask);
    const tempered = tf.mul(scores, 1 / settings.temperature) as tf.Tensor2D;
    return crossEntropy(tempered, batch.targets, batch.weights, settings.labelSmoothing, tokens);
  };
  const learning = [toRows(words, masks.hidden), anchor, ...(gridLearns ? [grid] : [])];
  const { value, grads } = tf.valueAndGrads(lossOf)(learning);
  const [embedded, , seen] = grads;
  return { loss: value, embedded, seen, gradients: Object.fromEntries(network.takeGradients()) };
}

/** Teacher forcing over all time steps: → scores [all words of the batch, vocabulary], time-major. */
function readCaptions(
  architecture: Architecture,
  network: LearningNetwork,
  { slots, steps }: Batch,
  grid: tf.Tensor2D,
  embedded: tf.Tensor2D,
  outputMask: tf.Tensor2D,
): tf.Tensor2D {
  const sizes = steps.map(({ counts }) => counts.reduce((a, b) => a + b));
  const words = tf.split(network.linear('word', embedded), sizes) as tf.Tensor2D[];
  let { kept, state } = architecture.look(network, grid, slots.length);
  const written = steps.map(({ counts, from }, t) => {
    const continued = state.map((part) => gatherRows(part, from));
    const next = architecture.step(network, kept, counts, continued, words[t]);
    state = next.state;
    return next.outputs;
  });
  const [h, ...others] = written[0].map((_, i) => tf.concat(written.map((outputs) => outputs[i])) as tf.Tensor2D);
  return network.scores(architecture.write(network, [tf.mul(h, outputMask), ...others], embedded));
}
