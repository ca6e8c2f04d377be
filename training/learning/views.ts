// Pictures as cached features, in any of their views, in the form that learning wants them. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { averageRegions, REGIONS } from '../../model/encoder.ts';
import { FeatureFile } from '../encoding/features.ts';
import type { View } from '../encoding/picture-views.ts';

/** A feature file: numbers per picture, and pictures. */
export interface Place {
  path: string;
  slots: number;
  values: number;
}

/** Every picture in the same slot of all; those of dev are in the plain one only. */
export type Views = Map<View, Place>;

const files = new Map<string, FeatureFile>();

export function openPlace({ path, slots, values }: Place, mode: 'read' | 'write' = 'read'): FeatureFile {
  const file = files.get(path) ?? new FeatureFile(path, slots, mode, values);
  files.set(path, file);
  return file;
}

/** Which view each of `count` pictures is seen in: any of them, equally likely. */
export function drawViews(views: Views, count: number, random: () => number): View[] {
  const all = [...views.keys()];
  return Array.from({ length: count }, () => all[Math.floor(random() * all.length)]);
}

/** Opens what has a picture in the view chosen for it; plain, where none is. */
const openView = (views: Views, view: View = 'plain') => openPlace(views.get(view) as Place);

/** Features of `slots` as one tensor [slots·81, channels]; plain ones, where no views are chosen. */
export function readGrid(views: Views, slots: number[], chosen: View[] = []): tf.Tensor2D {
  return readSlots((i) => openView(views, chosen[i]), slots);
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
  const floats = new Float32Array(openView(views).values);
  const means = slots.map((slot, i) => {
    openView(views, chosen[i]).read(slot, floats);
    return averageRegions(floats);
  });
  return tf.stack(means.map((mean) => tf.tensor1d(mean))) as tf.Tensor2D;
}
