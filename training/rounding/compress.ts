// Rounds trained weights, so that the package is small: what ships, is scored and calibrated are the rounded ones. Runs in Node.
import { MOST, type Rounded, round, roundedArray } from '../../model/rounded.ts';
import type { NamedArray, NamedArrays } from '../../model/safetensors.ts';
import type { Moments } from './layer-inputs.ts';
import { nearestPlane } from './nearest-plane.ts';

/**
 * Levels per standard deviation of a row or column in the largest array of a file. What that costs on dev stands in
 * training/README.md.
 */
export const FINENESS = { encoder: 7, decoder: 3, detectors: 3, labels: 3 };
/** An array that would need finer steps, which a byte cannot count, is left as it is; such arrays are small. */
const FINEST = 60;

/** Embeddings have a step for each word, which is a row; all other matrices for each output, a column. */
const perOf = (name: string) => (name.startsWith('embedding') ? 'row' : 'column');

/**
 * Rounds the matrices, 1 × 1 convolutions among them, and depthwise filters; biases and the encoder's first layer are left.
 * If the noise of every array does equal harm, the least harm for a number of bits is done where fineness grows with
 * 1 ∕ √size: a bit more for every weight costs little in a small array.
 * @param moments of the inputs of layers: where they are known, errors of rounding are made to cancel
 */
export function compress(arrays: NamedArrays, fineness: number, moments: Moments = new Map()): NamedArrays {
  const sizes = [...arrays.values()].map(({ values }) => values.length);
  const largest = Math.max(...sizes);
  const compressed = ([name, array]: [string, NamedArray], i: number): [string, NamedArray] => {
    const own = fineness * Math.sqrt(largest / sizes[i]);
    if (!isMatrix(array) || own > FINEST) return [name, array];
    const rounded = round(array, perOf(name), own);
    const ofInputs = moments.get(name.replace('/kernel', ''));
    return [name, ofInputs ? cancelErrors(array, rounded.rounded as Rounded, ofInputs) : rounded];
  };
  return new Map([...arrays].map(compressed));
}

/** A depthwise filter's shape ends with one output per channel. */
const isMatrix = ({ shape }: NamedArray) =>
  shape.length > 1 && (shape.slice(0, -2).every((size) => size === 1) || (shape.length === 4 && shape[3] === 1));

/** The same steps, other levels. */
function cancelErrors({ shape, values }: NamedArray, { steps, per }: Rounded, moments: Float64Array): NamedArray {
  const inputs = values.length / steps.length;
  const turn = <T extends Float32Array | Int8Array>(array: T, rows: number) =>
    per === 'row' ? turned(array, rows) : array;
  const levels = turn(nearestPlane(turn(values, steps.length), moments, steps, MOST), inputs);
  return roundedArray(shape, { levels, steps, per });
}

/** Rows become columns. */
function turned<T extends Float32Array | Int8Array>(array: T, rows: number): T {
  const columns = array.length / rows;
  return array.map((_, i) => array[(i % rows) * columns + Math.floor(i / rows)]) as T;
}
