// The gate before the caption: is this an ordinary photograph, and how unlike the training pictures? Runs everywhere.
// What the picture is: softmax regression on the encoder's features and a few figures about the pixels.
// How unlike: probabilistic PCA (Tipping & Bishop 1999, https://doi.org/10.1111/1467-9868.00196).
import { FEATURES } from './encoder.ts';
import type { Engine } from './engine.ts';
import { softmax } from './logistic.ts';
import { createPixelStatistics, STATISTICS } from './pixel-statistics.ts';
import type { Reason } from './reasons.ts';
import { type NamedArrays, valuesOf } from './safetensors.ts';

/** What the regression tells apart, in the order of its outputs. A scan is a picture from a medical or other instrument. */
export const KINDS = ['photo', 'text', 'chart', 'drawing', 'screenshot', 'map', 'pattern', 'scan'] as const;
export type Kind = (typeof KINDS)[number] | 'blank';

export interface Verdict {
  /** The likeliest kind. */
  kind: Kind;
  /** Probability of a photograph, 0–1. */
  photo: number;
  /** Why the picture is not to be described; undefined: it passes. */
  reason?: Reason;
  /** Probability that a person is in it, 0–1: meant to suspect too often rather than too rarely. */
  person: number;
  /** Squared Mahalanobis distance from Flickr8k's training pictures; 0 is the most ordinary picture. */
  strangeness: number;
}

export interface Gate {
  /** @param pooled features averaged over the regions [1280]; @param pixels [260·260·3] RGB bytes they were computed from. */
  judge(pooled: Float32Array, pixels: Uint8Array): Verdict;
}

/** Inputs of the regression. */
export const INPUTS = FEATURES + STATISTICS.length;
/** Standardised inputs are kept within this, so that one figure of an odd picture cannot decide alone. */
export const FARTHEST = 8;

const REFUSALS: Record<Exclude<Kind, 'photo'>, Reason> = {
  text: 'text',
  chart: 'chart',
  drawing: 'drawing',
  screenshot: 'screenshot',
  map: 'map',
  pattern: 'pattern',
  scan: 'not-a-photo',
  blank: 'blank',
};
/** A kind is named when it has this share of what is not a photograph. */
const CLEAR = 0.5;

/** Pooled features scaled to length 1: [1280]. Of the scalings tried, this one finds foreign photographs best. */
export function toUnitLength(pooled: Float32Array): Float32Array {
  const length = Math.sqrt(pooled.reduce((sum, value) => sum + value * value, 0)) || 1;
  return pooled.map((value) => value / length);
}

/** What the regression looks at, [1296]: pooled features, then pixel statistics. */
export function gateInputs(pooled: Float32Array, statistics: Float32Array): Float32Array {
  const inputs = new Float32Array(INPUTS);
  inputs.set(pooled);
  inputs.set(statistics, FEATURES);
  return inputs;
}

/**
 * `arrays`: mean [1280], directions [k, 1280] (orthonormal), variances [k], rest [1] (variance in every other direction);
 * kinds/mean and kinds/scale [1296], kinds/weights [1296, 8], kinds/bias [8], kinds/least [1] (probability of a photograph
 * from which on a picture passes); person/… the same for two classes: nobody, somebody. @throws Error when one is missing.
 */
export function createGate(engine: Engine, arrays: NamedArrays): Gate {
  const statisticsOf = createPixelStatistics(engine);
  const values = valuesOf(arrays, 'gate');
  const measure = createMeasure(values);
  const classify = createClassifier(arrays, 'kinds');
  const findPerson = createClassifier(arrays, 'person');
  const [least] = values('kinds/least');
  return {
    judge(pooled, pixels) {
      const strangeness = measure(toUnitLength(pooled));
      const statistics = statisticsOf(pixels);
      const inputs = gateInputs(pooled, statistics);
      const [, person] = findPerson(inputs);
      if (isBlank(statistics)) return { kind: 'blank', photo: 0, reason: 'blank', person, strangeness };
      const [photo, ...others] = classify(inputs);
      const most = Math.max(...others);
      const other = KINDS[1 + others.indexOf(most)] as Exclude<Kind, 'photo'>;
      const verdict = { kind: most > photo ? other : ('photo' as const), photo, person, strangeness };
      if (photo >= least) return verdict;
      return { ...verdict, reason: most >= CLEAR * (1 - photo) ? REFUSALS[other] : 'not-a-photo' };
    },
  };
}

/**
 * One colour nearly everywhere, or hardly any contrast. In 7,000 Flickr8k pictures and 500 ImageNet photographs no colour
 * covers more than 72 % and the brightness deviates by at least 10 of 255.
 */
function isBlank(statistics: Float32Array): boolean {
  const [commonest, contrast] = [statistics[0], statistics[STATISTICS.indexOf('contrast')]];
  return commonest >= 0.98 || contrast * 128 <= 2.5;
}

type Values = ReturnType<typeof valuesOf>;

function createMeasure(values: Values): (unit: Float32Array) => number {
  const [mean, directions, variances, [rest]] = ['mean', 'directions', 'variances', 'rest'].map(values);
  return (unit) => {
    const offset = unit.map((value, i) => value - mean[i]);
    let outside = offset.reduce((sum, value) => sum + value * value, 0);
    let distance = 0;
    for (let k = 0; k < variances.length; k++) {
      let along = 0;
      for (let i = 0; i < FEATURES; i++) along += offset[i] * directions[k * FEATURES + i];
      distance += (along * along) / variances[k];
      outside -= along * along;
    }
    return distance + outside / rest;
  };
}

/** `arrays`: those of `createGate` that begin with `name`. The function takes `gateInputs`; → probability of each class. */
export function createClassifier(arrays: NamedArrays, name: 'kinds' | 'person'): (inputs: Float32Array) => number[] {
  const parts = ['mean', 'scale', 'weights', 'bias'].map((part) => `${name}/${part}`);
  const [mean, scale, weights, bias] = parts.map(valuesOf(arrays, 'gate'));
  const classes = bias.length;
  return (inputs) => {
    const scores = Float64Array.from(bias);
    const standard = standardise(inputs, mean, scale);
    for (let i = 0; i < INPUTS; i++) {
      for (let k = 0; k < classes; k++) scores[k] += standard[i] * weights[i * classes + k];
    }
    return [...softmax(scores)];
  };
}

/** (inputs − mean) ∕ scale, kept within ±8. */
export function standardise(inputs: Float32Array, mean: Float32Array, scale: Float32Array): Float32Array {
  return inputs.map((value, i) => Math.min(FARTHEST, Math.max(-FARTHEST, (value - mean[i]) / scale[i])));
}
