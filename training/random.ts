// Seeded randomness: the same seed and step always give the same numbers. Runs in Node.

export { seededRandom } from '../scripts/random.ts';

/** Fisher–Yates: a new array in random order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** Inverted dropout: 0 with probability `rate`, else 1 ∕ (1 − rate). */
export function dropoutMask(length: number, rate: number, random: () => number): Float32Array {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(length);
  for (let i = 0; i < length; i++) mask[i] = random() < rate ? 0 : kept;
  return mask;
}

/** Uniform in ±√(6 ∕ (in + out)): Glorot & Bengio 2010. */
export function glorot(shape: number[], random: () => number): Float32Array {
  const limit = Math.sqrt(6 / (shape[0] + shape[1]));
  return Float32Array.from({ length: shape[0] * shape[1] }, () => (2 * random() - 1) * limit);
}
