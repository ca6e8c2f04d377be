// One worker's share of a training step in which the encoder's tail learns together with the decoder; and what the tail
// makes of all pictures afterwards. Runs in training workers.
import * as tf from '@tensorflow/tfjs-core';
import { floatsToHalves } from '../../model/float16.ts';
import type { FeatureFile } from '../encoding/features.ts';
import type { EncoderTail } from '../tail/encoder-tail.ts';
import type { Comparison } from '../tail/kept-knowledge.ts';
import type { Batch } from './batches.ts';
import { type Learner, learn } from './learner.ts';
import { partOf } from './parameters.ts';
import { readSlots } from './views.ts';

/**
 * Forward and backward pass through tail and decoder.
 * @param tail of arrays that the learner's layout has, by the same names
 * @param low [pictures·81, channels] of the batch's pictures: what goes into the tail
 * @param gradient receives d loss ∕ d parameters, the tail's too
 * @param compare a further loss of the features, such as that of kept-knowledge.ts
 * @returns the summed −log p of this share's words, and the further loss
 */
export async function learnWithTail(
  learner: Learner,
  tail: EncoderTail,
  batch: Batch,
  low: tf.Tensor2D,
  tokens: number,
  gradient: Float32Array,
  compare?: (features: tf.Tensor2D) => Comparison,
): Promise<{ loss: number; further: number }> {
  const { features, backward } = tail.run(low);
  const further = compare?.(features);
  const gradients: tf.Tensor2D[] = further ? [further.gradient] : [];
  const loss = await learn(learner, batch, features, tokens, gradient, (ofGrid) => gradients.push(ofGrid));
  const ofFeatures = tf.addN(gradients);
  for (const [name, tensor] of backward(ofFeatures)) {
    partOf(gradient, learner.layout, name).set(await tensor.data<'float32'>());
    tensor.dispose();
  }
  const value = further ? (await further.loss.data())[0] : 0;
  tf.dispose([ofFeatures, ...gradients, ...(further ? [further.loss] : [])]);
  return { loss, further: value };
}

/** Pictures at once; more would not be faster. */
const PICTURES = 8;

/**
 * Passes cached pictures through the tail as it is now, so that later epochs need not.
 * @param low what goes into the tail
 * @param to receives the features, in the same slots
 * @param slots those to do
 * @param done is called after each
 */
export function refreshFeatures(
  low: FeatureFile,
  tail: EncoderTail,
  to: FeatureFile,
  slots: number[],
  done: (slot: number) => void = () => {},
): void {
  for (let i = 0; i < slots.length; i += PICTURES) {
    const some = slots.slice(i, i + PICTURES);
    const values = tf.tidy(() => {
      const { features, dispose } = tail.run(readLow(low, some));
      const result = features.dataSync<'float32'>(); // [p·81, 1280]
      dispose();
      return result;
    });
    some.forEach((slot, p) => {
      to.write(slot, floatsToHalves(values.subarray(p * to.values, (p + 1) * to.values)));
      done(slot);
    });
  }
}

/** Features of `slots` as one tensor [slots·81, channels]. */
export const readLow = (file: FeatureFile, slots: number[]): tf.Tensor2D => readSlots(() => file, slots);
