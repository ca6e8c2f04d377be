// Inverted dropout: which numbers a training step leaves out. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import type { Dropout } from '../model/decoder.ts';
import { REGIONS } from '../model/encoder.ts';
import type { Batch } from './batches.ts';
import { dropoutMask } from './random.ts';

/**
 * Factors, 0 or 1 ∕ (1 − rate): of what is seen of the pictures (one row per picture, or per region where the architecture
 * attends), of every word read [n, hidden], of every LSTM output [n, hidden].
 */
export interface Masks {
  hidden: number;
  picture: Float32Array;
  embedding: Float32Array;
  output: Float32Array;
}

/** What masks have to fit. */
export interface Masked {
  hidden: number;
  attends: boolean;
}

export const toRows = (values: Float32Array, width: number) => tf.tensor2d(values, [values.length / width, width]);
const rowsPerPicture = ({ attends }: Masked) => (attends ? REGIONS : 1);

/** New ones for every word of a batch. */
export function maskWords(masked: Masked, batch: Batch, rate: number, random: () => number): Masks {
  const { hidden } = masked;
  const mask = (rows: number) => dropoutMask(rows * hidden, rate, random);
  const embedding = mask(batch.inputs.length);
  const picture = mask(batch.slots.length * rowsPerPicture(masked));
  return { hidden, picture, embedding, output: mask(batch.inputs.length) };
}

/**
 * The same for all words of a picture (Gal & Ghahramani 2016, https://arxiv.org/abs/1512.05287), so that the network that
 * samples sentences and the one that learns from them are the same. One row per picture in `embedding` and `output`.
 */
export function maskPictures(masked: Masked, pictures: number, rate: number, random: () => number): Masks {
  const { hidden } = masked;
  const mask = (rows: number) => dropoutMask(rows * hidden, rate, random);
  const picture = mask(pictures * rowsPerPicture(masked));
  return { hidden, picture, embedding: mask(pictures), output: mask(pictures) };
}

/** Masks of pictures as a decoder applies them. */
export function toDropout({ hidden, picture, embedding, output }: Masks): Dropout {
  const apply = (mask: Float32Array) => (x: tf.Tensor2D, counts: number[]) =>
    tf.mul(x, toRows(repeatRows(mask, counts, hidden), hidden)) as tf.Tensor2D;
  return {
    picture: (x) => tf.mul(x, toRows(picture, hidden)) as tf.Tensor2D,
    embedding: apply(embedding),
    output: apply(output),
  };
}

/** Masks of pictures, written out for every word of a batch of them. */
export function spread({ hidden, picture, embedding, output }: Masks, { steps }: Batch): Masks {
  const rows = (mask: Float32Array) => {
    const parts = steps.map(({ counts }) => repeatRows(mask, counts, hidden));
    const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  };
  return { hidden, picture, embedding: rows(embedding), output: rows(output) };
}

/** Row p of `mask` `counts[p]` times. */
function repeatRows(mask: Float32Array, counts: number[], width: number): Float32Array {
  const result = new Float32Array(counts.reduce((a, b) => a + b, 0) * width);
  let row = 0;
  counts.forEach((count, p) => {
    const own = mask.subarray(p * width, (p + 1) * width);
    for (let i = 0; i < count; i++) result.set(own, row++ * width);
  });
  return result;
}
