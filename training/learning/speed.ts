// What this machine computes at best, and how much of that training reaches. Runs in Node: main thread and training workers.
import * as tf from '@tensorflow/tfjs-core';
import { work } from '../fast-tfjs/matmul.ts';

const SIZE = 1024; // large enough that nothing but the product counts
const REPETITIONS = 8;

/**
 * Operations per second of the best of several matrix products.
 * @param together called before each, so that workers measure at the same time and share what they share when training
 */
export function measurePeak(together: () => void): number {
  const matrix = tf.ones([SIZE, SIZE]) as tf.Tensor2D;
  const rates = Array.from({ length: REPETITIONS }, () => {
    together();
    const before = { operations: work.operations, time: performance.now() };
    tf.matMul(matrix, matrix).dispose();
    return (1000 * (work.operations - before.operations)) / (performance.now() - before.time);
  });
  matrix.dispose();
  return Math.max(...rates);
}

/** How fast it goes from now on: captions per second, and the share of the peak that the matrix products alone reach. */
export function speedometer(peak: number, now = () => performance.now()) {
  const started = now();
  const done = { captions: 0, operations: 0 };
  return ({ captions, operations }: { captions: number; operations: number }) => {
    done.captions += captions;
    done.operations += operations;
    const seconds = (now() - started) / 1000;
    const share = peak ? `, ${((100 * done.operations) / seconds / peak).toFixed(0)} % of the peak` : '';
    return `${(done.captions / seconds).toFixed(0)} captions/s${share}`;
  };
}
