// Brings features to mean 0 and variance 1, by what they are over the training pictures. Runs in Node.
import { FEATURES } from '../model/encoder.ts';
import { type Layout, partOf } from './learning/parameters.ts';

/** What has to be subtracted from each feature, and what it has to be divided by then. */
export interface Standard {
  mean: Float32Array;
  scale: Float32Array;
}

/** @param pooled features averaged over the regions [pictures·1280] */
export function standardOf(pooled: Float32Array): Standard {
  const count = pooled.length / FEATURES;
  const mean = new Float32Array(FEATURES);
  const square = new Float64Array(FEATURES);
  pooled.forEach((value, i) => {
    mean[i % FEATURES] += value / count;
    square[i % FEATURES] += (value * value) / count;
  });
  return { mean, scale: mean.map((m, i) => Math.sqrt(Math.max(0, square[i] - m * m)) + 1e-3) };
}

/**
 * Sets the arrays NAME/mean and NAME/scale [1280] of layers that have them, which training leaves as they are; an encoder
 * that is tuned later gives slightly other features.
 * @param pool gives the features of the training pictures; called only where there are such layers
 */
export function setStandards(vector: Float32Array, layout: Layout, pool: () => Float32Array): void {
  const layers = [...layout.parts.keys()].flatMap((name) => /^(.+)\/scale$/.exec(name)?.[1] ?? []);
  if (layers.length === 0) return;
  const { mean, scale } = standardOf(pool());
  for (const layer of layers) {
    partOf(vector, layout, `${layer}/mean`).set(mean);
    partOf(vector, layout, `${layer}/scale`).set(scale);
  }
}
