// What an architecture of a captioner is made of, and the pieces that several share. The same equations serve inference
// and training. Runs everywhere.
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES } from '../../model/encoder.ts';

export interface Sizes {
  /** Of the vocabulary. */
  words: number;
  /** The encoder's, per region. */
  features: number;
  /** Width of the LSTM state, of the word embedding and of the projected features. */
  hidden: number;
}

/** What goes from word to word: tensors [n, …], one row per sentence in progress. Before the first word, one per picture. */
export type State = tf.Tensor2D[];

/** The regions of the pictures. Rows of its arguments are grouped by picture: `counts[p]` of them belong to picture p. */
export interface Regions {
  /** query [n, hidden] → its product with the key of each region of its picture [n, regions]. */
  compare(query: tf.Tensor2D, counts: number[]): tf.Tensor2D;
  /** weights [n, regions] → Σ weight · value [n, hidden]. */
  mix(weights: tf.Tensor2D, counts: number[]): tf.Tensor2D;
}

/** What equations are written with: plain products for inference; training gives products that learn. */
export interface Network {
  /** x [n, in] → x·W + b [n, out], where W is the array NAME/kernel and b, if there is one, NAME/bias. */
  linear(name: string, x: tf.Tensor2D): tf.Tensor2D;
  /**
   * Features averaged over the regions [p, features] → each with mean 0 and variance 1 over the training pictures, by
   * NAME/mean and NAME/scale [features], which are set before training and do not learn.
   */
  standardise(name: string, x: tf.Tensor2D): tf.Tensor2D;
  /** Keys and values [pictures·regions, hidden], for attention. */
  regions(keys: tf.Tensor2D, values: tf.Tensor2D, pictures: number): Regions;
  /** Dropout on what is seen of the pictures; nothing in inference. */
  dropPicture(x: tf.Tensor2D): tf.Tensor2D;
}

export interface Step {
  state: State;
  /** What `write` needs, each [n, …]: the LSTM's output, which gets dropout, then anything else. */
  outputs: tf.Tensor2D[];
  /** Where it looked [n, regions]; only in architectures that attend. */
  attention?: tf.Tensor2D;
}

/**
 * One way from a picture to words. Every architecture has a layer `word`, its share of the word just read, which is
 * applied outside (while training, to all words at once). Input and output embeddings are tied everywhere (Press & Wolf
 * 2017, https://arxiv.org/abs/1608.05859): it saves an eighth to three tenths of the parameters, and 6,000 pictures are few.
 * `Kept` is what it keeps of the pictures beside the state.
 */
export interface Architecture<Kept extends Regions | null = Regions | null> {
  name: string;
  /** In half a sentence, and where it comes from. */
  about: string;
  paper: string;
  /** Width in training; tests use smaller ones. */
  hidden: number;
  /** Whether it sees regions; otherwise only their mean. */
  attends: boolean;
  /** Layers whose last 4·hidden columns are LSTM gates, in the order input, forget, output, cell. */
  lstms: string[];
  /** Shape of every array but the embedding and the bias of the vocabulary. */
  shapes(sizes: Sizes): Record<string, number[]>;
  /** Looks at pictures: grid [pictures·regions, features]. */
  look(network: Network, grid: tf.Tensor2D, pictures: number): { kept: Kept; state: State };
  /** Reads one word per row. @param word what the layer `word` made of it [n, …] */
  step(network: Network, kept: Kept, counts: number[], state: State, word: tf.Tensor2D): Step;
  /** What is to be said [n, hidden], to be compared with the embedding of each word. @param embedded the words read */
  write(network: Network, outputs: tf.Tensor2D[], embedded: tf.Tensor2D): tf.Tensor2D;
}

/** Name and shape of every array of an architecture. */
export function shapesOf(architecture: Architecture, sizes: Sizes): Record<string, number[]> {
  return {
    ...architecture.shapes(sizes),
    'embedding/kernel': [sizes.words, sizes.hidden], // rows in, transposed out
    'vocabulary/bias': [sizes.words],
  };
}

/** The same in training. @param words of the vocabulary @param settings hidden: its width; 0: what it is made for */
export const shapesToLearn = (architecture: Architecture, words: number, { hidden }: { hidden: number }) =>
  shapesOf(architecture, { words, features: FEATURES, hidden: hidden || architecture.hidden });

/** tanh by way of sigmoid, which tfjs's WASM backend computes fifteen times faster. */
export function tanh<T extends tf.Tensor>(x: T): T {
  return tf.sub(tf.mul(tf.sigmoid(tf.mul(x, 2)), 2), 1) as T;
}

/** (x − mean) ∕ scale, column by column. */
export const standardised = (x: tf.Tensor2D, mean: tf.Tensor, scale: tf.Tensor) =>
  tf.mul(tf.sub(x, mean), tf.div(1, scale)) as tf.Tensor2D;

/** Element-wise sum. */
export const add = (first: tf.Tensor2D, ...others: tf.Tensor2D[]) =>
  others.reduce((sum, other) => tf.add(sum, other) as tf.Tensor2D, first);

export const splitColumns = (x: tf.Tensor2D, sizes: number[]) => tf.split(x, sizes, 1) as tf.Tensor2D[];

/** [n, …], of which the last columns are LSTM gates → what is before them, and the gates [n, 4·hidden]. */
export const splitGates = (x: tf.Tensor2D, hidden: number) => splitColumns(x, [x.shape[1] - 4 * hidden, 4 * hidden]);

/** LSTM cell (Hochreiter & Schmidhuber 1997, Gers et al. 2000). @param sum gates [n, 4·hidden] before their functions */
export function lstm(sum: tf.Tensor2D, c: tf.Tensor2D): { h: tf.Tensor2D; c: tf.Tensor2D } {
  const hidden = c.shape[1];
  const [gates, cell] = splitColumns(sum, [3 * hidden, hidden]);
  const [input, forget, output] = splitColumns(tf.sigmoid(gates), [hidden, hidden, hidden]);
  const next = tf.add(tf.mul(forget, c), tf.mul(input, tanh(cell))) as tf.Tensor2D;
  return { h: tf.mul(output, tanh(next)) as tf.Tensor2D, c: next };
}

/** Mean over the regions of each picture: [pictures·regions, k] → [pictures, k]. */
export function meanOfRegions(x: tf.Tensor2D, pictures: number): tf.Tensor2D {
  return tf.mean(tf.reshape(x, [pictures, -1, x.shape[1]]), 1);
}

/** Scaled dot-product attention (Vaswani et al. 2017): query [n, hidden] → context [n, hidden], weights [n, regions]. */
export function attend(regions: Regions, query: tf.Tensor2D, counts: number[]) {
  const weights = tf.softmax(scaled(regions.compare(query, counts), query.shape[1])) as tf.Tensor2D;
  return { context: regions.mix(weights, counts), weights };
}

/** Products of two vectors of `width` numbers, brought back to the size of one number. */
export const scaled = (products: tf.Tensor2D, width: number) => tf.mul(products, 1 / Math.sqrt(width)) as tf.Tensor2D;
