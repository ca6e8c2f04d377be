// What many timings of the same come to. Runs in Node.

export interface Spread {
  median: number;
  /** A quarter of the values is below the first, a quarter above the second. */
  quartiles: [number, number];
}

/** Of at least one value; between two of them, in proportion. */
export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction: number) => {
    const place = fraction * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (place % 1) * (above - below);
  };
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
}
