// How unlike the training pictures a picture is, from the encoder's own features. Pure arithmetic; runs everywhere.
// Probabilistic PCA (Tipping & Bishop 1999, https://doi.org/10.1111/1467-9868.00196) of the pooled features scaled to
// length 1: of the scalings tried, this one separates graphics and foreign photographs best from Flickr8k-like ones.
import { FEATURES, REGIONS } from './encoder.ts';
import type { Reason } from './reasons.ts';
import type { NamedArrays } from './safetensors.ts';

export interface Verdict {
  /** Squared Mahalanobis distance from the training pictures; 0 is the most ordinary picture. */
  strangeness: number;
  /** Why the picture is not to be described; undefined: it passes. */
  reason?: Reason;
}

export interface Gate {
  /** @param features [81·1280] */
  judge(features: Float32Array): Verdict;
}

/** Mean over the regions, scaled to length 1: [1280]. */
export function poolFeatures(features: Float32Array): Float32Array {
  const pooled = new Float32Array(FEATURES);
  for (let region = 0, i = 0; region < REGIONS; region++) {
    for (let feature = 0; feature < FEATURES; feature++, i++) pooled[feature] += features[i];
  }
  const length = Math.sqrt(pooled.reduce((sum, value) => sum + value * value, 0)) || 1;
  return pooled.map((value) => value / length);
}

/** `arrays`: mean [1280], directions [k, 1280] (orthonormal), variances [k], rest [1] (variance in every other direction). */
export function createGate(arrays: NamedArrays): Gate {
  const values = (name: string) => {
    const array = arrays.get(name);
    if (!array) throw new Error(`gate weights lack ${name}`);
    return array.values;
  };
  const [mean, directions, variances, [rest]] = ['mean', 'directions', 'variances', 'rest'].map(values);
  return {
    judge(features) {
      const offset = poolFeatures(features).map((value, i) => value - mean[i]);
      let outside = offset.reduce((sum, value) => sum + value * value, 0);
      let distance = 0;
      for (let k = 0; k < variances.length; k++) {
        let along = 0;
        for (let i = 0; i < FEATURES; i++) along += offset[i] * directions[k * FEATURES + i];
        distance += (along * along) / variances[k];
        outside -= along * along;
      }
      return { strangeness: distance + outside / rest };
    },
  };
}
