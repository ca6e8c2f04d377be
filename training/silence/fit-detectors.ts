// Fits the word detectors: one logistic regression per common word on the training pictures' pooled features. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES } from '../../model/encoder.ts';
import { logit } from '../../model/logistic.ts';
import { type NamedArrays, writeSafetensors } from '../../model/safetensors.ts';
import { contentWords } from '../../model/words.ts';
import { showProgress } from '../../scripts/progress.ts';
import { compute } from '../learning/arrays.ts';
import { dropoutMask, seededRandom, shuffled } from '../random.ts';
import { compress, FINENESS } from '../rounding/compress.ts';
import { tokenize } from '../scores/tokenize.ts';
import { standardOf } from '../standardise.ts';
import { humanLemmas } from './honest.ts';

/** Rarer words cannot be learned. */
const LEAST_PICTURES = 20;
const EPOCHS = 20;
const PICTURES_PER_STEP = 64;
const RATE = 2e-3;
/** Of the features: 6,000 pictures overfit 1,280 weights per word. */
const DROPOUT = 0.5;
/** Decoupled weight decay (Loshchilov & Hutter 2019). */
const DECAY = 0.1;
const [BETA1, BETA2] = [0.9, 0.999];

/**
 * @param pooled features averaged over the regions [n·1280].
 * @param captions those of each picture.
 * @returns the file that `createWordDetectors` reads. Needs a started tfjs backend.
 */
export function fitDetectors(pooled: Float32Array, captions: string[][]): Uint8Array {
  const said = captions.map(humanLemmas);
  const lemmas = commonLemmas(captions, said);
  const count = captions.length;
  const { mean, scale } = standardOf(pooled);
  const targets = said.map((own) => lemmas.map((lemma) => (own.has(lemma) ? 1 : 0)));
  const prior = Float32Array.from(lemmas, (_, j) => logit(targets.reduce((sum, row) => sum + row[j], 0) / count));
  const standardised = pooled.map((value, i) => (value - mean[i % FEATURES]) / scale[i % FEATURES]);
  const { kernel, bias } = descend(standardised, targets, prior);
  // The standardisation goes into the weights: x·(W ∕ s) + (b − m·(W ∕ s)).
  const folded = kernel.map((value, i) => value / scale[Math.floor(i / lemmas.length)]);
  const shifted = bias.map(
    (value, j) => value - mean.reduce((sum, m, i) => sum + m * folded[i * lemmas.length + j], 0),
  );
  const arrays: NamedArrays = new Map([
    ['kernel', { shape: [FEATURES, lemmas.length], values: folded }],
    ['bias', { shape: [lemmas.length], values: shifted }],
    ['prior', { shape: [lemmas.length], values: prior }],
  ]);
  return writeSafetensors(compress(arrays, FINENESS.detectors), 'F16', { lemmas: JSON.stringify(lemmas) });
}

/** Content words in the captions of enough pictures, commonest first. */
function commonLemmas(captions: string[][], said: Set<string>[]): string[] {
  const content = new Set(
    captions.flat().flatMap((caption) => contentWords(tokenize(caption)).map(({ lemma }) => lemma)),
  );
  const pictures = new Map<string, number>();
  for (const own of said) for (const lemma of own) pictures.set(lemma, (pictures.get(lemma) ?? 0) + 1);
  const common = [...pictures].filter(([lemma, times]) => times >= LEAST_PICTURES && content.has(lemma));
  return common.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([lemma]) => lemma);
}

/** Adam on the cross-entropy of all words at once. */
function descend(x: Float32Array, targets: number[][], prior: Float32Array) {
  const words = prior.length;
  const parameters = new Float32Array((FEATURES + 1) * words); // the last row is the bias
  parameters.set(prior, FEATURES * words);
  const [first, second] = [new Float32Array(parameters.length), new Float32Array(parameters.length)];
  const random = seededRandom(1, 13);
  const progress = showProgress('fitting word detectors', EPOCHS, 'passes');
  const total = EPOCHS * Math.ceil(targets.length / PICTURES_PER_STEP);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffled([...targets.keys()], random);
    for (let i = 0; i < order.length; i += PICTURES_PER_STEP) {
      const gradient = gradientOf(parameters, words, x, targets, order.slice(i, i + PICTURES_PER_STEP), random);
      const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * step) / total));
      step++;
      const [scale1, scale2] = [1 / (1 - BETA1 ** step), 1 / (1 - BETA2 ** step)];
      for (let k = 0; k < parameters.length; k++) {
        first[k] += (1 - BETA1) * (gradient[k] - first[k]);
        second[k] += (1 - BETA2) * (gradient[k] * gradient[k] - second[k]);
        if (k < FEATURES * words) parameters[k] *= 1 - rate * DECAY;
        parameters[k] -= (rate * first[k] * scale1) / (Math.sqrt(second[k] * scale2) + 1e-8);
      }
    }
    progress.step();
  }
  progress.stop();
  return { kernel: parameters.slice(0, FEATURES * words), bias: parameters.slice(FEATURES * words) };
}

/** Xᵀ·(σ(X·W + b) − Y) ∕ n, flat [1281·words]. */
function gradientOf(
  parameters: Float32Array,
  words: number,
  x: Float32Array,
  targets: number[][],
  rows: number[],
  random: () => number,
): Float32Array {
  return compute(() => {
    const chosen = new Float32Array(rows.length * (FEATURES + 1)).fill(1);
    const mask = dropoutMask(rows.length * FEATURES, DROPOUT, random);
    rows.forEach((row, i) => {
      for (let j = 0; j < FEATURES; j++) {
        chosen[i * (FEATURES + 1) + j] = x[row * FEATURES + j] * mask[i * FEATURES + j];
      }
    });
    const input = tf.tensor2d(chosen, [rows.length, FEATURES + 1]);
    const output = tf.sigmoid(tf.matMul(input, tf.tensor2d(parameters, [FEATURES + 1, words])));
    const error = tf.sub(
      output,
      tf.tensor2d(
        rows.map((row) => targets[row]),
        [rows.length, words],
      ),
    );
    return tf.div(tf.matMul(tf.transpose(input), error as tf.Tensor2D), rows.length);
  });
}
