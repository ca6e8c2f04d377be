// What an encoder that learns to be captioned must not forget: the ImageNet classes, which names and the gate are made from.
// Learning without Forgetting (Li & Hoiem 2016, https://arxiv.org/abs/1606.09282). Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { type NamedArrays, valuesOf } from '../../model/safetensors.ts';

export interface Knowledge {
  /**
   * weight · the mean over pictures of KL(classes before ‖ classes now).
   * @param features [pictures·81, 1280], as they are now
   * @param before mean over the regions of what they were [pictures, 1280]
   * @param pictures in the whole step, all workers together: the loss is a mean over them
   * @returns this share of it, and its gradient with respect to the features
   */
  compare(features: tf.Tensor2D, before: tf.Tensor2D, weight: number, pictures: number): Comparison;
  dispose(): void;
}

export type Comparison = { loss: tf.Scalar; gradient: tf.Tensor2D };

/** @param arrays labels.safetensors @param temperature divides the logits, as in labels.json */
export function createKnowledge(arrays: NamedArrays, temperature: number): Knowledge {
  const [columns, classes] = arrays.get('classifier/kernel')?.shape ?? [];
  const get = valuesOf(arrays, 'label');
  const kernel = tf.tensor2d(get('classifier/kernel'), [columns, classes]);
  const bias = tf.tensor1d(get('classifier/bias'));
  const logProbabilities = (pooled: tf.Tensor2D) =>
    tf.logSoftmax(tf.div(tf.fused.matMul({ a: pooled, b: kernel, bias }), temperature)) as tf.Tensor2D;

  return {
    compare: (features, before, weight, pictures) =>
      tf.tidy(() => {
        const [own, width] = before.shape;
        const regions = features.shape[0] / own;
        const expected = logProbabilities(before); // [own, 1000]
        const now = logProbabilities(tf.mean(tf.reshape(features, [own, regions, width]), 1));
        const probabilities = tf.exp(expected);
        const loss = tf.mul(tf.sum(tf.mul(probabilities, tf.sub(expected, now))), weight / pictures) as tf.Scalar;
        // With respect to the logits: softmax now − softmax before. Each region has an equal share in the mean.
        const ofLogits = tf.mul(tf.sub(tf.exp(now), probabilities), weight / (pictures * temperature * regions));
        const ofRegion = tf.matMul(ofLogits as tf.Tensor2D, kernel, false, true); // [own, 1280]
        const gradient = tf.tile(tf.reshape(ofRegion, [own, 1, width]), [1, regions, 1]);
        return { loss, gradient: tf.reshape(gradient, features.shape) };
      }),
    dispose: () => tf.dispose([kernel, bias]),
  };
}
