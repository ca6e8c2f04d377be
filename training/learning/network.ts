// The products that an architecture is written with, in the version that learns. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { type Network, type Regions, standardised } from '../architectures/architecture.ts';
import { rowsOfPictures } from '../architectures/decoder.ts';
import { LearningLinear } from './gradients.ts';
import { type Layout, partOf } from './parameters.ts';

export interface LearningNetwork extends Network {
  /** Scores [n, words]: what is to be said [n, hidden] times the embedding of each word. */
  scores(said: tf.Tensor2D): tf.Tensor2D;
  /** After the backward pass: the gradient of every array that learns, without the rows of the embedding that were read. */
  takeGradients(): Map<string, tf.Tensor>;
}

export interface Learning {
  parameters: Float32Array;
  layout: Layout;
  /** Features [pictures·regions, features] that nothing can be done about; none where the encoder learns as well. */
  fixed?: tf.Tensor2D;
  /** tfjs must differentiate with respect to this number, so that it visits every layer; see `LearningLinear`. */
  anchor: tf.Scalar;
  dropPicture: Network['dropPicture'];
}

/** To be used within one forward and backward pass. */
export function createLearningNetwork({ parameters, layout, fixed, anchor, dropPicture }: Learning): LearningNetwork {
  const layers = new Map<string, LearningLinear>();
  const kept: tf.Tensor[] = []; // from the forward to the backward pass, between which tfjs tidies up
  const kernel = (name: string) => {
    const [rows, columns] = layout.parts.get(`${name}/kernel`)?.shape ?? [];
    const matrix = tf.keep(tf.tensor2d(partOf(parameters, layout, `${name}/kernel`), [rows, columns]));
    kept.push(matrix);
    return matrix;
  };
  const vector = (name: string) => tf.tensor1d(partOf(parameters, layout, name));
  const bias = (name: string) => (layout.parts.has(`${name}/bias`) ? vector(`${name}/bias`) : undefined);
  const layer = (name: string, make: () => LearningLinear) => {
    const found = layers.get(name) ?? make();
    layers.set(name, found);
    return found;
  };

  return {
    linear(name, x) {
      const make = () => new LearningLinear(kernel(name), bias(name));
      return layer(name, make).apply(x, anchor, x !== fixed);
    },
    standardise: (name, x) => standardised(x, vector(`${name}/mean`), vector(`${name}/scale`)),
    regions: learningRegions,
    dropPicture,
    scores(said) {
      const make = () => new LearningLinear(kernel('embedding'), bias('vocabulary'), true);
      return layer('vocabulary', make).apply(said, anchor);
    },
    takeGradients() {
      const gradients = new Map<string, tf.Tensor>();
      for (const [name, used] of layers) {
        const { kernel: ofKernel, bias: ofBias } = used.takeGradients();
        gradients.set(name === 'vocabulary' ? 'embedding/kernel' : `${name}/kernel`, ofKernel);
        if (layout.parts.has(`${name}/bias`)) gradients.set(`${name}/bias`, ofBias);
      }
      tf.dispose(kept);
      return gradients;
    },
  };
}

/**
 * Attention over keys and values [pictures·regions, hidden], picture by picture. Each word's share of their gradients
 * would be as large as they are; so these are gathered over all words and computed in one product per picture.
 */
function learningRegions(keys: tf.Tensor2D, values: tf.Tensor2D, pictures: number): Regions {
  return { compare: multiplier(keys, pictures, true), mix: multiplier(values, pictures, false) };
}

/**
 * Multiplies rows with the matrix of their picture: a part of `source`, perhaps transposed. tfjs sees every use depend
 * on one number made from `source`: its turn in the backward pass comes after all of them, and makes source's gradient.
 */
function multiplier(source: tf.Tensor2D, pictures: number, transposed: boolean): Regions['compare'] {
  const parts = pictures > 1 ? (tf.split(source, pictures) as tf.Tensor2D[]) : [tf.clone(source)];
  const matrices = parts.map((part) => new LearningLinear(tf.keep(part), undefined, transposed));
  const gather = () => {
    const gradients = matrices.map((matrix) => matrix.takeGradients().kernel);
    tf.dispose(parts);
    return tf.concat(gradients);
  };
  const link = tf.customGrad(() => ({ value: tf.scalar(0), gradFunc: gather }))(source);
  return (x, counts) => multiplyRows(matrices, link, x, counts);
}

/** One use: x [n, in], grouped by picture → [n, out]. */
function multiplyRows(matrices: LearningLinear[], link: tf.Tensor, x: tf.Tensor2D, counts: number[]): tf.Tensor2D {
  const grouped = (rows: tf.Tensor) => rowsOfPictures(rows as tf.Tensor2D, counts);
  const forward = tf.customGrad((...[input, , save]) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    const products = grouped(input as tf.Tensor).map(({ rows, picture }) => matrices[picture].multiply(rows));
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
      const ofOutput = grouped(dy);
      const ofInput = grouped(saved).map(({ rows, picture }, i) => matrices[picture].backward(rows, ofOutput[i].rows));
      return [tf.concat(ofInput), tf.scalar(0)];
    };
    return { value: tf.concat(products), gradFunc };
  });
  return forward(x, link) as tf.Tensor2D;
}
