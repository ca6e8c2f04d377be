// Seeded randomness: the same seed always gives the same numbers. Runs in Node.

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
