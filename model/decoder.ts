// The attention LSTM: 9×9 feature grid → words. The same equations serve inference and training.
// Xu et al. 2015, "Show, Attend and Tell" (https://arxiv.org/abs/1502.03044), with scaled dot-product attention
// (Vaswani et al. 2017) and input and output embeddings tied (Press & Wolf 2017).
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES, REGIONS } from './encoder.ts';
import type { NamedArrays } from './safetensors.ts';

/** Width of the LSTM state, of the word embedding and of the projected features. */
export const HIDDEN = 512;

/** A matrix product with its weights inside: x [n, in] → x·W + b [n, out]. Training gives a version that learns. */
export interface Linear {
  apply(x: tf.Tensor2D): tf.Tensor2D;
}

/** Name and shape of every learned array; `words` is the size of the vocabulary. */
export function decoderShapes(words: number): Record<string, number[]> {
  return {
    'values/kernel': [FEATURES, HIDDEN],
    'values/bias': [HIDDEN],
    'keys/kernel': [HIDDEN, HIDDEN],
    'start/kernel': [HIDDEN, 2 * HIDDEN], // → h₀ | c₀
    'start/bias': [2 * HIDDEN],
    'hidden/kernel': [HIDDEN, 6 * HIDDEN], // → query | context gate | LSTM i f o g
    'hidden/bias': [6 * HIDDEN],
    'context/kernel': [HIDDEN, 5 * HIDDEN], // → LSTM i f o g | output
    'word/kernel': [HIDDEN, 4 * HIDDEN], // → LSTM i f o g
    'output/kernel': [HIDDEN, HIDDEN],
    'output/bias': [HIDDEN],
    'embedding/kernel': [words, HIDDEN], // rows in, transposed out
    'vocabulary/bias': [words],
  };
}

export interface Layers {
  values: Linear;
  keys: Linear;
  start: Linear;
  hidden: Linear;
  context: Linear;
  word: Linear;
  output: Linear;
  vocabulary: Linear;
}

/** One picture as attention sees it: query [n, 512] → scores [n, 81], and weights [n, 81] → context [n, 512]. */
export interface Picture {
  keys: Linear;
  values: Linear;
}

/** LSTM state, one row per sentence in progress: both [n, 512]. */
export interface State {
  h: tf.Tensor2D;
  c: tf.Tensor2D;
}

/** tanh by way of sigmoid, which tfjs's WASM backend computes fifteen times faster. */
export function tanh<T extends tf.Tensor>(x: T): T {
  return tf.sub(tf.mul(tf.sigmoid(tf.mul(x, 2)), 2), 1) as T;
}

/** V = ReLU(W·grid + b): grid [p·81, 1280] → values [p·81, 512]. */
export function projectGrid(layers: Pick<Layers, 'values'>, grid: tf.Tensor2D): tf.Tensor2D {
  return tf.relu(layers.values.apply(grid));
}

/** Mean over the regions of each picture: [p·81, 512] → [p, 512]. */
export function meanOfRegions(values: tf.Tensor2D): tf.Tensor2D {
  return tf.mean(tf.reshape(values, [-1, REGIONS, HIDDEN]), 1);
}

/**
 * Soft attention, picture by picture because only rank-2 products are fast on WASM.
 * @param query [n, 512], grouped by picture: `counts[p]` rows belong to picture p.
 * @returns context Σ softmax(q·Kᵀ/√512)·V [n, 512] and the weights [n, 81].
 */
function attend(
  pictures: Picture[],
  counts: number[],
  query: tf.Tensor2D,
): { context: tf.Tensor2D; weights: tf.Tensor2D } {
  const seen = pictures.filter((_, p) => counts[p] > 0);
  const sizes = counts.filter((count) => count > 0);
  const scores = splitRows(query, sizes).map((rows, p) => seen[p].keys.apply(rows));
  const weights = tf.softmax(tf.mul(joinRows(scores), 1 / Math.sqrt(HIDDEN))) as tf.Tensor2D;
  const contexts = splitRows(weights, sizes).map((rows, p) => seen[p].values.apply(rows));
  return { context: joinRows(contexts), weights };
}

const splitRows = (x: tf.Tensor2D, sizes: number[]) => (sizes.length > 1 ? (tf.split(x, sizes) as tf.Tensor2D[]) : [x]);
export const splitColumns = (x: tf.Tensor2D, sizes: number[]) => tf.split(x, sizes, 1) as tf.Tensor2D[];
const joinRows = (parts: tf.Tensor2D[]) => (parts.length > 1 ? (tf.concat(parts) as tf.Tensor2D) : parts[0]);

/**
 * One time step.
 * @param word the LSTM's share of the word read: embedding·W [n, 2048].
 * @returns the new state, the context's share of the output [n, 512], and where it looked [n, 81].
 */
export function step(layers: Layers, pictures: Picture[], counts: number[], { h, c }: State, word: tf.Tensor2D) {
  const [query, gate, fromHidden] = splitColumns(layers.hidden.apply(h), [HIDDEN, HIDDEN, 4 * HIDDEN]);
  const { context, weights } = attend(pictures, counts, query);
  const gated = tf.mul(tf.sigmoid(gate), context) as tf.Tensor2D; // β of Xu et al., one per feature
  const [fromContext, toOutput] = splitColumns(layers.context.apply(gated), [4 * HIDDEN, HIDDEN]);
  const sum = tf.add(tf.add(fromHidden, fromContext), word) as tf.Tensor2D;
  const [gates, cell] = splitColumns(sum, [3 * HIDDEN, HIDDEN]);
  const [input, forget, output] = splitColumns(tf.sigmoid(gates), [HIDDEN, HIDDEN, HIDDEN]);
  const nextC = tf.add(tf.mul(forget, c), tf.mul(input, tanh(cell))) as tf.Tensor2D;
  const nextH = tf.mul(output, tanh(nextC)) as tf.Tensor2D;
  return { state: { h: nextH, c: nextC }, toOutput, weights };
}

/** Scores of the next word: tanh(W·h + context's share + embedding of the word read)·Eᵀ + b: [n, words]. */
export function wordScores(layers: Layers, h: tf.Tensor2D, toOutput: tf.Tensor2D, embedding: tf.Tensor2D): tf.Tensor2D {
  return layers.vocabulary.apply(tanh(tf.add(tf.add(layers.output.apply(h), toOutput), embedding) as tf.Tensor2D));
}

/** The pictures being described, and the state before their first word (one row each). */
export interface Seen {
  pictures: Picture[];
  state: State;
}

export interface Decoder {
  /** Number of words it knows. */
  words: number;
  /** grid [p·81, 1280] of p pictures; the result's tensors belong to the caller (`forget` frees them). */
  look(grid: tf.Tensor2D): Seen;
  forget(seen: Seen): void;
  /**
   * Reads one word per row: row i goes on from row `from[i]` of `state` with `words[i]`; `counts[p]` rows per picture.
   * @returns scores [n, words] as one flat array, attention [n, 81], and the new state; frees the old one.
   */
  read(
    seen: Seen,
    state: State,
    from: number[],
    words: number[],
    counts: number[],
  ): { scores: Float32Array; attention: Float32Array; state: State };
  dispose(): void;
}

/** What training leaves out of a decoder that it samples from; `counts[p]` rows of x [n, 512] belong to picture p. */
export type Dropout = Record<'values' | 'embedding' | 'output', (x: tf.Tensor2D, counts: number[]) => tf.Tensor2D>;
const NO_DROPOUT: Dropout = { values: (x) => x, embedding: (x) => x, output: (x) => x };

/** The decoder for inference. Runs on tfjs-wasm (results are read back at every step). */
export function createDecoder(arrays: NamedArrays, dropout = NO_DROPOUT): Decoder {
  const tensors = new Map([...arrays].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]));
  const kernel = (name: string) => tensors.get(`${name}/kernel`) as tf.Tensor2D;
  const linear = (weights: tf.Tensor2D, bias?: tf.Tensor): Linear => ({
    apply: (x) => (bias ? (tf.add(tf.matMul(x, weights), bias) as tf.Tensor2D) : tf.matMul(x, weights)),
  });
  const named = (name: string) => linear(kernel(name), tensors.get(`${name}/bias`));
  const transposed = tf.transpose(kernel('embedding'));
  const layers: Layers = {
    values: named('values'),
    keys: named('keys'),
    start: named('start'),
    hidden: named('hidden'),
    context: named('context'),
    word: named('word'),
    output: named('output'),
    vocabulary: linear(transposed, tensors.get('vocabulary/bias')),
  };
  const owned = new WeakMap<Seen, tf.Tensor[]>();

  return {
    words: kernel('embedding').shape[0],
    look(grid) {
      const tensorsOfPictures: tf.Tensor[] = [];
      const keep = (tensor: tf.Tensor2D) => {
        tensorsOfPictures.push(tf.keep(tensor));
        return linear(tensor);
      };
      let seen!: Seen;
      tf.tidy(() => {
        const values = dropout.values(projectGrid(layers, grid), []);
        const keys = layers.keys.apply(values);
        const sizes = new Array<number>(grid.shape[0] / REGIONS).fill(REGIONS);
        const keysOf = splitRows(keys, sizes);
        const pictures = splitRows(values, sizes).map((ofPicture, p) => ({
          keys: keep(tf.transpose(keysOf[p])), // [512, 81]
          values: keep(tf.clone(ofPicture)), // [81, 512]
        }));
        const [h, c] = splitColumns(tanh(layers.start.apply(meanOfRegions(values))), [HIDDEN, HIDDEN]);
        seen = { pictures, state: { h: tf.keep(h), c: tf.keep(c) } };
      });
      owned.set(seen, tensorsOfPictures);
      return seen;
    },
    forget(seen) {
      tf.dispose(owned.get(seen) ?? []);
    },
    read(seen, state, from, words, counts) {
      const result = tf.tidy(() => {
        const rows = tf.tensor1d(from, 'int32');
        const previous = { h: tf.gather(state.h, rows) as tf.Tensor2D, c: tf.gather(state.c, rows) as tf.Tensor2D };
        const rowsOfWords = tf.gather(kernel('embedding'), tf.tensor1d(words, 'int32')) as tf.Tensor2D;
        const embedding = dropout.embedding(rowsOfWords, counts);
        const next = step(layers, seen.pictures, counts, previous, layers.word.apply(embedding));
        tf.keep(next.state.h);
        tf.keep(next.state.c);
        const scores = wordScores(layers, dropout.output(next.state.h, counts), next.toOutput, embedding);
        return {
          scores: scores.dataSync<'float32'>(),
          attention: next.weights.dataSync<'float32'>(),
          state: next.state,
        };
      });
      tf.dispose([state.h, state.c]);
      return result;
    },
    dispose() {
      tf.dispose([...tensors.values(), transposed]);
    },
  };
}
