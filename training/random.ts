// Seeded randomness: the same seed and step always give the same numbers. Runs in Node.

/** mulberry32 (public domain, Tommy Ettinger): uniform numbers in [0, 1). The parts of the seed are hashed together. */
export function seededRandom(...seed: number[]): () => number {
  let state = seed.reduce((hash, part) => Math.imul(hash ^ part, 0x9e3779b1) ^ (hash >>> 15), 0x811c9dc5) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

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
