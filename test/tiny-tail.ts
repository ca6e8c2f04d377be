// Weights of the encoder's tail as narrow as can be, for tests that would take too long with the real ones.
import * as tf from '@tensorflow/tfjs-core';
import type { NamedArrays } from '../model/safetensors.ts';
import { seededRandom } from '../training/random.ts';
import { EARLIEST, tailShapes } from '../training/tail/encoder-tail.ts';

const WIDTHS: Record<number, number> = { 208: 2, 352: 3, 1248: 5, 1280: 4 };
/** Channels that it makes. */
export const TINY_FEATURES = WIDTHS[1280];

const random = seededRandom(11);
export const filled = (length: number, from: number, to: number) =>
  Float32Array.from({ length }, () => from + (to - from) * random());

/** Biases before ReLU6: of five channels, the third and the fifth are clamped, one at either end. */
const BIASES = [3, 3, -20, 3, 20];
/** What comes out, about. */
const CLAMPED = [3, 3, 0, 3, 6];

/**
 * Other channels stay between the ends: so no value passes an end when a weight is moved a little, and slopes can be
 * measured. Blocks put out values around zero.
 */
export const tinyTail: NamedArrays = new Map();
for (const [name, shape] of Object.entries(tailShapes(EARLIEST))) {
  const narrow = shape.map((size) => WIDTHS[size] ?? size);
  const length = tf.util.sizeFromShape(narrow);
  tinyTail.set(name, { shape: narrow, values: name.endsWith('kernel') ? kernel(name, length) : bias(name, length) });
}

function kernel(name: string, length: number): Float32Array {
  const largest = name.includes('depthwise') ? 0.1 : 0.4;
  return filled(length, -largest, largest);
}

function bias(name: string, length: number): Float32Array {
  if (!name.includes('project')) return Float32Array.from({ length }, (_, i) => BIASES[i % 5]);
  const before = tinyTail.get(name.replace('bias', 'kernel'))?.values as Float32Array; // [5, length]
  return Float32Array.from({ length }, (_, i) => -CLAMPED.reduce((sum, x, j) => sum + x * before[j * length + i], 0));
}

/** What may go into block `first`: [pictures·81, channels]. */
export function tinyLow(first: number, pictures: number): tf.Tensor2D {
  const [kernel] = Object.keys(tailShapes(first));
  const width = tinyTail.get(kernel)?.shape[2] as number;
  return tf.tensor2d(filled(pictures * 81 * width, -1, 1), [pictures * 81, width]);
}
