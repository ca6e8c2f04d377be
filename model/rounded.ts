// Weights as small whole numbers, each times the step of its row or column: a byte or less instead of four. Runs everywhere.
import type { NamedArray } from './safetensors.ts';

export interface Rounded {
  levels: Int8Array;
  /** One for each row or each column. */
  steps: Float32Array;
  /** What has a step each: the first dimension, or the last that is more than 1. */
  per: 'row' | 'column';
}

/** Levels lie between −MOST and MOST. */
export const MOST = 127;

/** The dimension that has a step each. */
export const steppedDimension = (shape: number[], per: Rounded['per']) =>
  per === 'row' ? 0 : shape.findLastIndex((size) => size > 1);

/** An array of rounded weights, whose values are worked out when they are asked for. */
export function roundedArray(shape: number[], rounded: Rounded): NamedArray {
  return {
    shape,
    rounded,
    get values() {
      return multiply(rounded);
    },
  };
}

/** Levels times steps, in plain loops: there are millions of them, and somebody waits. */
function multiply({ levels, steps, per }: Rounded): Float32Array {
  const values = new Float32Array(levels.length);
  const [rows, columns] =
    per === 'row' ? [steps.length, levels.length / steps.length] : [levels.length / steps.length, steps.length];
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      values[i] = levels[i] * steps[per === 'row' ? row : column];
    }
  }
  return values;
}

/**
 * Rounds an array.
 * @param fineness steps per standard deviation of a row or column, fewer where its largest weight would be beyond 127
 * steps: file compression then needs log₂(fineness) + 2 bits for a weight of normal distribution
 */
export function round({ shape, values }: NamedArray, per: Rounded['per'], fineness: number): NamedArray {
  const count = shape[steppedDimension(shape, per)];
  const squares = new Float64Array(count);
  const largest = new Float64Array(count);
  const indexOf = (i: number) => (per === 'row' ? Math.floor((i * count) / values.length) : i % count);
  values.forEach((value, i) => {
    const index = indexOf(i);
    squares[index] += value ** 2;
    largest[index] = Math.max(largest[index], Math.abs(value));
  });
  const deviation = (square: number) => Math.sqrt((square * count) / values.length);
  const steps = Float32Array.from(squares, (sum, i) => Math.max(deviation(sum) / fineness, largest[i] / MOST) || 1);
  const levels = Int8Array.from(values, (value, i) => Math.round(value / steps[indexOf(i)]));
  return roundedArray(shape, { levels, steps, per });
}
