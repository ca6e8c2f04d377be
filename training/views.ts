// Pictures as cached features, plain or as in a mirror, in the form that learning wants them. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { averageRegions, REGIONS } from '../model/encoder.ts';
import type { View } from './encode-pictures.ts';
import { FeatureFile } from './features.ts';

/** A feature file: numbers per picture, and pictures. */
export interface Place {
  path: string;
  slots: number;
  values: number;
}

/** Every picture in the same slot of both; without `mirrored`, only the plain ones are looked at. */
export interface Views {
  plain: Place;
  mirrored?: Place;
}

const files = new Map<string, FeatureFile>();

export function openPlace({ path, slots, values }: Place, mode: 'read' | 'write' = 'read'): FeatureFile {
  const file = files.get(path) ?? new FeatureFile(path, slots, mode, values);
  files.set(path, file);
  return file;
}

/** Which view each of `count` pictures is seen in, by chance. */
export const drawViews = (views: Views, count: number, random: () => number): View[] =>
  Array.from({ length: count }, () => (views.mirrored && random() < 0.5 ? 'mirrored' : 'plain'));

/** Features of `slots` as one tensor [slots·81, channels]; plain ones, where no views are chosen. */
export function readGrid(views: Views, slots: number[], chosen: View[] = []): tf.Tensor2D {
  return readSlots((i) => openPlace(views[chosen[i] ?? 'plain'] ?? views.plain), slots);
}

/** Features of `slots` as one tensor [slots·81, channels]; `fileOf` tells where each lies, by its place in `slots`. */
export function readSlots(fileOf: (i: number) => FeatureFile, slots: number[]): tf.Tensor2D {
  const { values } = fileOf(0);
  const floats = new Float32Array(slots.length * values);
  slots.forEach((slot, i) => {
    fileOf(i).read(slot, floats.subarray(i * values, (i + 1) * values));
  });
  return tf.tensor2d(floats, [slots.length * REGIONS, values / REGIONS]);
}

/** Their means over the regions [slots, 1280]. */
export function readMeans(views: Views, slots: number[], chosen: View[]): tf.Tensor2D {
  const floats = new Float32Array(views.plain.values);
  const means = slots.map((slot, i) => {
    openPlace(views[chosen[i]] ?? views.plain).read(slot, floats);
    return averageRegions(floats);
  });
  return tf.stack(means.map((mean) => tf.tensor1d(mean))) as tf.Tensor2D;
}
