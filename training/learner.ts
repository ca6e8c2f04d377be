// One worker's share of a training step: pictures and captions in, gradients of all parameters out. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import {
  HIDDEN,
  type Layers,
  meanOfRegions,
  type Picture,
  projectGrid,
  type State,
  splitColumns,
  step,
  tanh,
  wordScores,
} from '../model/decoder.ts';
import { REGIONS } from '../model/encoder.ts';
import { embedRows, scatterRows, transpose } from './arrays.ts';
import type { Batch, TimeStep } from './batches.ts';
import { crossEntropy, gatherRows, LearningLinear } from './gradients.ts';
import { type Masks, toRows } from './masks.ts';
import { type Layout, partOf } from './parameters.ts';
import type { Settings } from './settings.ts';

type LearningLayers = { [Name in keyof Layers]: LearningLinear };

interface Learning {
  settings: Pick<Settings, 'labelSmoothing'>;
  layout: Layout;
  parameters: Float32Array;
  masks: Masks;
}

/**
 * Forward and backward pass.
 * @param grid [pictures·81, 1280] of the batch's pictures.
 * @param tokens number of words in the whole step, all workers together: the loss is a mean over them.
 * @param gradient receives d loss ∕ d parameters.
 * @returns the summed −log p of this share's words.
 */
export async function learn(
  learning: Learning,
  batch: Batch,
  grid: tf.Tensor2D,
  tokens: number,
  gradient: Float32Array,
): Promise<number> {
  const { layout, parameters, masks } = learning;
  const inputMask = masks.embedding;
  const words = embedRows(partOf(parameters, layout, 'embedding/kernel'), batch.inputs, inputMask);
  const { loss, embedded, ...gradients } = tf.tidy(() => differentiate(learning, batch, grid, tokens, words));
  // Reading is asynchronous because WebGPU knows no other way.
  for (const [name, tensor] of Object.entries(gradients)) partOf(gradient, layout, name).set(await take(tensor));
  scatterRows(partOf(gradient, layout, 'embedding/kernel'), batch.inputs, await take(embedded), inputMask);
  return (await take(loss))[0] * tokens;
}

/** The numbers in a tensor, which is freed. */
async function take(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data<'float32'>();
  tensor.dispose();
  return values;
}

/** Gradients by parameter name; `loss`; and `embedded`, the gradient of the words read [n, 512]. */
function differentiate(
  { layout, parameters, settings, masks }: Learning,
  batch: Batch,
  grid: tf.Tensor2D,
  tokens: number,
  words: Float32Array,
): Record<string, tf.Tensor> {
  const layers = createLayers(parameters, layout);

  // Look at the pictures. This part is differentiated by hand: everything later depends on it many times over.
  const projected = projectGrid(layers, grid);
  const valuesMask = toRows(masks.values);
  const values = tf.mul(projected, valuesMask) as tf.Tensor2D; // [p·81, 512]
  const keys = layers.keys.apply(values); // [p·81, 512]
  const mean = meanOfRegions(values); // [p, 512]
  const start = tanh(layers.start.apply(mean)); // [p, 1024]
  const pictures = createPictures(keys, values, batch.slots.length);

  // Read the words. tfjs differentiates with respect to the start state and the embedded words.
  const outputMask = toRows(masks.output);
  const lossOf = (fromStart: tf.Tensor, read: tf.Tensor) => {
    const inputs = [fromStart, read] as [tf.Tensor2D, tf.Tensor2D];
    const scores = readCaptions(layers, pictures, batch.steps, ...inputs, outputMask);
    return crossEntropy(scores, batch.targets, batch.weights, settings.labelSmoothing, tokens);
  };
  const embedded = tf.tensor2d(words, [batch.inputs.length, HIDDEN]);
  const { value: loss, grads } = tf.valueAndGrads(lossOf)([start, embedded]);
  const [startGradient, embeddedGradient] = grads as tf.Tensor2D[];

  // And back to the pictures.
  const keysGradient = tf.concat(pictures.map((picture) => picture.keys.takeGradients(true).kernel)) as tf.Tensor2D;
  const directGradient = tf.concat(pictures.map((picture) => picture.values.takeGradients().kernel));
  const viaKeys = layers.keys.backward(values, keysGradient);
  const viaMean = backThroughStart(layers, mean, start, startGradient);
  const valuesGradient = tf.addN([directGradient, viaKeys, viaMean]);
  layers.values.learn(grid, tf.mul(tf.mul(valuesGradient, valuesMask), tf.step(projected)) as tf.Tensor2D);
  return { loss, embedded: embeddedGradient, ...takeGradients(layers, layout) };
}

/** Teacher forcing over all time steps: → scores [all words of the batch, vocabulary], time-major. */
function readCaptions(
  layers: LearningLayers,
  pictures: Picture[],
  steps: TimeStep[],
  start: tf.Tensor2D,
  embedded: tf.Tensor2D,
  outputMask: tf.Tensor2D,
): tf.Tensor2D {
  const sizes = steps.map(({ counts }) => counts.reduce((a, b) => a + b));
  const wordParts = tf.split(layers.word.apply(embedded), sizes) as tf.Tensor2D[];
  const [h, c] = splitColumns(start, [HIDDEN, HIDDEN]);
  let state: State = { h, c };
  const hs: tf.Tensor2D[] = [];
  const fromContext: tf.Tensor2D[] = [];
  steps.forEach(({ counts, from }, t) => {
    const continued = { h: gatherRows(state.h, from), c: gatherRows(state.c, from) };
    const next = step(layers, pictures, counts, continued, wordParts[t]);
    state = next.state;
    hs.push(state.h);
    fromContext.push(next.toOutput);
  });
  const dropped = tf.mul(tf.concat(hs), outputMask) as tf.Tensor2D;
  return wordScores(layers, dropped, tf.concat(fromContext) as tf.Tensor2D, embedded);
}

/** d loss ∕ d values [p·81, 512] that flows through the start state: tanh, linear, mean over regions. */
function backThroughStart(
  layers: LearningLayers,
  mean: tf.Tensor2D,
  start: tf.Tensor2D,
  gradient: tf.Tensor2D,
): tf.Tensor2D {
  const beforeTanh = tf.mul(gradient, tf.sub(1, tf.square(start))) as tf.Tensor2D;
  const ofMean = tf.div(layers.start.backward(mean, beforeTanh), REGIONS);
  return tf.reshape(tf.tile(tf.expandDims(ofMean, 1), [1, REGIONS, 1]), [-1, HIDDEN]);
}

interface LearningPicture extends Picture {
  keys: LearningLinear;
  values: LearningLinear;
}

/** keys and values [p·81, 512] → one pair of products per picture. */
function createPictures(keys: tf.Tensor2D, values: tf.Tensor2D, count: number): LearningPicture[] {
  const split = (x: tf.Tensor2D) => (count > 1 ? (tf.split(x, count) as tf.Tensor2D[]) : [x]);
  const valuesOf = split(values);
  return split(keys).map((ofPicture, p) => ({
    keys: new LearningLinear(tf.transpose(ofPicture), ofPicture), // 512 → 81
    values: new LearningLinear(valuesOf[p], tf.transpose(valuesOf[p])), // 81 → 512
  }));
}

function createLayers(parameters: Float32Array, layout: Layout): LearningLayers {
  const matrix = (name: string) => {
    const [rows, columns] = layout.parts.get(name)?.shape ?? [];
    const values = partOf(parameters, layout, name);
    return {
      plain: () => tf.tensor2d(values, [rows, columns]),
      transposed: () => tf.tensor2d(transpose(values, rows, columns), [columns, rows]),
    };
  };
  const bias = (name: string) => (layout.parts.has(name) ? tf.tensor1d(partOf(parameters, layout, name)) : undefined);
  const linear = (name: string) => {
    const kernel = matrix(`${name}/kernel`);
    return new LearningLinear(kernel.plain(), name === 'values' ? null : kernel.transposed(), bias(`${name}/bias`));
  };
  const embedding = matrix('embedding/kernel');
  return {
    values: linear('values'),
    keys: linear('keys'),
    start: linear('start'),
    hidden: linear('hidden'),
    context: linear('context'),
    word: linear('word'),
    output: linear('output'),
    vocabulary: new LearningLinear(embedding.transposed(), embedding.plain(), bias('vocabulary/bias')),
  };
}

function takeGradients(layers: LearningLayers, layout: Layout): Record<string, tf.Tensor> {
  const gradients: Record<string, tf.Tensor> = {};
  for (const [name, layer] of Object.entries(layers)) {
    const tied = name === 'vocabulary'; // its kernel is the embedding, transposed
    const { kernel, bias } = layer.takeGradients(tied);
    gradients[tied ? 'embedding/kernel' : `${name}/kernel`] = kernel;
    if (layout.parts.has(`${name}/bias`)) gradients[`${name}/bias`] = bias;
  }
  return gradients;
}
