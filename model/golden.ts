// A picture made by arithmetic, and what the encoder must see in it: finds backends that compute wrong numbers. Runs everywhere.
import { FEATURES, REGIONS } from './encoder.ts';
import { SIDE } from './preprocess.ts';

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

/** Mean feature of each of the 81 regions for the golden picture: the float16 weights on tfjs-wasm. */
// biome-ignore format: one line per row of the grid
const GOLDEN = [
  0.02904, 0.13824, 0.13353, 0.12891, 0.09511, 0.08842, 0.14731, 0.15591, 0.03574,
  0.13527, 0.41086, 0.45746, 0.35509, 0.21994, 0.18157, 0.38930, 0.45284, 0.13569,
  0.12504, 0.50312, 0.39630, 0.19619, 0.08439, 0.04631, 0.14842, 0.37132, 0.05098,
  0.06932, 0.30431, 0.20892, 0.07633, 0.04470, 0.01881, 0.07668, 0.26890, 0.03112,
  0.06318, 0.25306, 0.12849, 0.05842, 0.02735, 0.01976, 0.05487, 0.25933, 0.03092,
  0.08625, 0.26760, 0.15272, 0.06922, 0.03003, 0.02200, 0.05859, 0.23013, 0.03339,
  0.12651, 0.32491, 0.24496, 0.11235, 0.04284, 0.02762, 0.11347, 0.33813, 0.05586,
  0.20227, 0.38197, 0.37996, 0.24033, 0.15996, 0.09884, 0.26280, 0.46047, 0.12802,
  0.04246, 0.22221, 0.18868, 0.05389, 0.03020, 0.01747, 0.07443, 0.16293, 0.07242,
];

/** Float32 backends differ by about 1e-5 from rounding alone; a wrong kernel differs by far more. */
const TOLERANCE = 0.002;

export function meanOfFeatures(features: Float32Array): number[] {
  return Array.from({ length: REGIONS }, (_, region) => {
    const cell = features.subarray(region * FEATURES, (region + 1) * FEATURES);
    return cell.reduce((a, b) => a + b) / FEATURES;
  });
}

/** null when `features` [81·1280] of the golden picture are right, else what is wrong in words. */
export function goldenDifference(features: Float32Array): string | null {
  const means = meanOfFeatures(features);
  const worst = Math.max(...GOLDEN.map((value, region) => Math.abs(value - means[region])));
  return worst <= TOLERANCE ? null : `off by ${worst.toFixed(4)} on the golden picture`;
}
