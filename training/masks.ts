// Inverted dropout: which numbers a training step leaves out. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { type Dropout, HIDDEN } from '../model/decoder.ts';
import { REGIONS } from '../model/encoder.ts';
import type { Batch } from './batches.ts';
import { dropoutMask } from './random.ts';

/** Factors, 0 or 1 ∕ (1 − rate): of the values [p·81, 512], of every word read [n, 512], of every LSTM output [n, 512]. */
export interface Masks {
  values: Float32Array;
  embedding: Float32Array;
  output: Float32Array;
}

export const toRows = (mask: Float32Array) => tf.tensor2d(mask, [mask.length / HIDDEN, HIDDEN]);

/** New ones for every word of a batch. */
export function maskWords(batch: Batch, rate: number, random: () => number): Masks {
  const mask = (rows: number) => dropoutMask(rows * HIDDEN, rate, random);
  const embedding = mask(batch.inputs.length);
  return { values: mask(batch.slots.length * REGIONS), embedding, output: mask(batch.inputs.length) };
}

/**
 * The same for all words of a picture (Gal & Ghahramani 2016, https://arxiv.org/abs/1512.05287), so that the network that
 * samples sentences and the one that learns from them are the same. One row per picture in `embedding` and `output`.
 */
export function maskPictures(pictures: number, rate: number, random: () => number): Masks {
  const mask = (rows: number) => dropoutMask(rows * HIDDEN, rate, random);
  return { values: mask(pictures * REGIONS), embedding: mask(pictures), output: mask(pictures) };
}

/** Masks of pictures as a decoder applies them. */
export function toDropout({ values, embedding, output }: Masks): Dropout {
  const apply = (mask: Float32Array) => (x: tf.Tensor2D, counts: number[]) =>
    tf.mul(x, toRows(repeatRows(mask, counts))) as tf.Tensor2D;
  return {
    values: (x) => tf.mul(x, toRows(values)) as tf.Tensor2D,
    embedding: apply(embedding),
    output: apply(output),
  };
}

/** Masks of pictures, written out for every word of a batch of them. */
export function spread({ values, embedding, output }: Masks, { steps }: Batch): Masks {
  const rows = (mask: Float32Array) => {
    const parts = steps.map(({ counts }) => repeatRows(mask, counts));
    const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  };
  return { values, embedding: rows(embedding), output: rows(output) };
}

/** Row p of `mask` `counts[p]` times. */
function repeatRows(mask: Float32Array, counts: number[]): Float32Array {
  const result = new Float32Array(counts.reduce((a, b) => a + b, 0) * HIDDEN);
  let row = 0;
  counts.forEach((count, p) => {
    const own = mask.subarray(p * HIDDEN, (p + 1) * HIDDEN);
    for (let i = 0; i < count; i++) result.set(own, row++ * HIDDEN);
  });
  return result;
}
