// Fits the measure of strangeness: the main directions in which the training pictures' pooled features vary. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES } from '../../model/encoder.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import { seededRandom } from '../random.ts';

/** 32, 64, 128 and 256 directions separate foreign pictures equally well. */
const DIRECTIONS = 32;
/** Subspace iteration converges far sooner with a few directions to spare. */
const SPARE = 16;
const ITERATIONS = 40;

/** `pooled` [n, 1280], each `toUnitLength` → the arrays mean, directions, variances and rest that `createGate` takes. Needs a started tfjs backend. */
export function fitStrangeness(pooled: Float32Array): NamedArrays {
  const count = pooled.length / FEATURES;
  return tf.tidy(() => {
    const x = tf.tensor2d(pooled, [count, FEATURES]);
    const mean = tf.mean(x, 0) as tf.Tensor1D;
    const centred = tf.sub(x, mean) as tf.Tensor2D; // [n, 1280]
    const covariance = tf.div(tf.matMul(tf.transpose(centred), centred), count) as tf.Tensor2D; // [1280, 1280]
    const total = tf.sum(tf.mean(tf.square(centred), 0)).dataSync()[0];
    const { directions, variances } = principalDirections(covariance);
    const explained = variances.reduce((a, b) => a + b);
    return new Map([
      ['mean', { shape: [FEATURES], values: mean.dataSync<'float32'>().slice() }],
      ['directions', { shape: [DIRECTIONS, FEATURES], values: directions }],
      ['variances', { shape: [DIRECTIONS], values: variances }],
      ['rest', { shape: [1], values: Float32Array.of((total - explained) / (FEATURES - DIRECTIONS)) }],
    ]) as unknown as tf.TensorContainer;
  }) as unknown as NamedArrays;
}

/** Subspace iteration (Golub & Van Loan, §8.2): the eigenvectors of the largest eigenvalues, as rows. */
function principalDirections(covariance: tf.Tensor2D): { directions: Float32Array; variances: Float32Array } {
  const random = seededRandom(1, 11);
  let rows: Float32Array[] = Array.from({ length: DIRECTIONS + SPARE }, () =>
    Float32Array.from({ length: FEATURES }, () => random() - 0.5),
  );
  let lengths: number[] = [];
  for (let i = 0; i < ITERATIONS; i++) {
    const flat = tf.tensor2d(Float32Array.from(rows.flatMap((row) => [...row])), [rows.length, FEATURES]);
    const turned = tf.matMul(flat, covariance).dataSync<'float32'>();
    rows = rows.map((_, k) => turned.slice(k * FEATURES, (k + 1) * FEATURES));
    lengths = orthonormalise(rows);
  }
  const directions = Float32Array.from(rows.slice(0, DIRECTIONS).flatMap((row) => [...row]));
  return { directions, variances: Float32Array.from(lengths.slice(0, DIRECTIONS)) };
}

/** Modified Gram–Schmidt in place; returns the length of each row before scaling. */
function orthonormalise(rows: Float32Array[]): number[] {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  return rows.map((row, k) => {
    for (const earlier of rows.slice(0, k)) {
      const along = dot(row, earlier);
      for (let i = 0; i < row.length; i++) row[i] -= along * earlier[i];
    }
    const length = Math.sqrt(dot(row, row));
    for (let i = 0; i < row.length; i++) row[i] /= length;
    return length;
  });
}
