// A picture made by arithmetic, and what the encoder must see in it: finds backends that compute wrong numbers. Runs everywhere.
import { FEATURES, REGIONS } from './encoder.ts';
import { SIDE } from './preprocess.ts';
import { type NamedArrays, valuesOf } from './safetensors.ts';

/** pixel[y][x][c] = (7y + 13x + 29c + ⌊xy ∕ 17⌋) mod 256, as [260·260·3] bytes. */
export function goldenPixels(): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0, i = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      for (let c = 0; c < 3; c++) pixels[i++] = (7 * y + 13 * x + 29 * c + Math.floor((x * y) / 17)) % 256;
    }
  }
  return pixels;
}

/** Array of the encoder's file: mean feature of each region [81] for the golden picture, as floats on the processor gave it. */
export const GOLDEN_MEANS = 'golden/means';

/** Float32 backends differ by about 1e-5 from rounding alone; a wrong kernel differs by far more. */
const TOLERANCE = 0.002;

/** Mean feature of each region: features [81·1280] → [81]. */
export function meanOfFeatures(features: Float32Array): Float32Array {
  return Float32Array.from({ length: REGIONS }, (_, region) => {
    const cell = features.subarray(region * FEATURES, (region + 1) * FEATURES);
    return cell.reduce((a, b) => a + b) / FEATURES;
  });
}

/**
 * null when `features` [81·1280] of the golden picture are right, else what is wrong in words.
 * @param arrays of the encoder that computed them
 */
export function goldenDifference(features: Float32Array, arrays: NamedArrays): string | null {
  const [means, expected] = [meanOfFeatures(features), valuesOf(arrays, 'encoder')(GOLDEN_MEANS)];
  const worst = expected.reduce((most, value, region) => Math.max(most, Math.abs(value - means[region])), 0);
  return worst <= TOLERANCE ? null : `off by ${worst.toFixed(4)} on the golden picture`;
}
