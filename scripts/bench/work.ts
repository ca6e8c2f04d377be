// How much arithmetic the network is, in multiply-adds, and a matrix to find out how fast a machine does them. Runs everywhere.
import { BLOCKS, FEATURES, REGIONS } from '../../model/encoder.ts';
import { SIDE } from '../../model/preprocess.ts';

const STEM = { size: 3, stride: 2, inputs: 3, outputs: BLOCKS[0].input };

/** Multiply-adds of one picture through the encoder: those of its convolutions. */
export function encoderWork(): number {
  let side: number = SIDE / STEM.stride;
  let work = side ** 2 * STEM.size ** 2 * STEM.inputs * STEM.outputs;
  BLOCKS.forEach(({ kernel, stride, input, output }, i) => {
    const expanded = i === 0 ? input : 6 * input;
    if (i > 0) work += side ** 2 * input * expanded;
    side = Math.ceil(side / stride);
    work += side ** 2 * expanded * (kernel ** 2 + output);
  });
  return work + side ** 2 * BLOCKS[BLOCKS.length - 1].output * FEATURES;
}

/** Width of the decoder. */
const HIDDEN = 512;

/** Multiply-adds of one picture through the decoder. @param words of the vocabulary @param rows words read, by all sentences in progress together */
export function decoderWork(words: number, rows: number): number {
  const look = REGIONS * (FEATURES + HIDDEN) * HIDDEN + HIDDEN * 2 * HIDDEN; // values, keys; start
  const perRow = (6 + 5 + 4 + 1) * HIDDEN ** 2 + 2 * REGIONS * HIDDEN + HIDDEN * words; // layers, attention, vocabulary
  return look + rows * perRow;
}

/**
 * Products that are timed: large, and on a graphics card many in a row, so that handing them over and reading them back
 * does not count.
 */
export const PRODUCTS = { wasm: { size: 1280, count: 1 }, webgpu: { size: 1280, count: 16 } } as const;

/** A matrix [size, size] that hardly changes the length of what it is multiplied with, however often. */
export function matrixOf(size: number): Float32Array {
  const most = Math.sqrt(3 / size); // uniform numbers up to it have the variance 1 ∕ size
  let state = 1;
  return Float32Array.from({ length: size * size }, () => {
    state = (state * 48271) % 2147483647; // Park & Miller 1988
    return (2 * (state / 2147483647) - 1) * most;
  });
}
