// Inverted dropout: which numbers a training step leaves out. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { REGIONS } from '../../model/encoder.ts';
import { dropoutMask } from '../random.ts';
import type { Batch } from './batches.ts';

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
