// Whether all sides of the bench compute the same. Runs in Node.
import type { Result, SideName } from './side.ts';

/** Of the largest feature of a picture: products of bytes round to 14 bits. */
const MOST_DIFFERENCE = 2e-3;

/** @throws Error in one line, with the first picture on which a side differs from plain tfjs */
export function checkSame(results: Record<SideName, Result[]>, vocabulary: string[]): void {
  const { tfjs, ...others } = results;
  const inWords = (ids: number[]) => `"${ids.map((id) => vocabulary[id]).join(' ')}"`;
  for (const [side, own] of Object.entries(others)) {
    tfjs.forEach(({ features, sentence }, i) => {
      const difference = relativeDifference(own[i].features, features);
      if (!(difference <= MOST_DIFFERENCE))
        throw new Error(`${side} sees something else in picture ${i + 1}: its features differ by ${difference}`);
      for (const said of [own[i].sentence, own[i].described])
        if (said.join() !== sentence.join())
          throw new Error(`${side} says ${inWords(said)} of picture ${i + 1}, and tfjs ${inWords(sentence)}`);
    });
  }
}

/** The largest difference between two lists of numbers, as a fraction of the largest number. */
export function relativeDifference(own: Float32Array, expected: Float32Array): number {
  if (own.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [most, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(own[i] - expected[i]);
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    most = Math.max(most, difference);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return most / largest;
}
