// "two-layer": one LSTM decides where to look, a second one speaks. Runs in Node.
// Anderson et al. 2018, "Bottom-Up and Top-Down Attention" (https://arxiv.org/abs/1707.07998): the top-down half, on the
// encoder's grid instead of detected objects, with scaled dot-product attention.
// Per picture, G being its features [81, 1280] and mean the mean over regions:
//   V = ReLU(G·Wv + bv)        K = V·Wk         u = mean(V)·Wu
// per word, e being its embedding [448]:
//   h₁, c₁ = LSTM([h₁ h₂]·W₁ + e·We + u + b₁, c₁)
//   a = softmax(K·(h₁·Wq) ∕ √448)               z = Σ aᵢVᵢ
//   h₂, c₂ = LSTM([z h₁ h₂]·W₂ + b₂, c₂)        next word: tanh(h₂·Wo + bo)·Eᵀ + b
// 448 wide, so that with its second LSTM it has 7.9 million parameters, little more than the shipped one (the paper: 1,000 wide).
import * as tf from '@tensorflow/tfjs-core';
import { type Architecture, add, attend, lstm, meanOfRegions, type Regions, tanh } from './architecture.ts';

const join = (parts: tf.Tensor2D[]) => tf.concat(parts, 1) as tf.Tensor2D;

export const TWO_LAYER: Architecture<Regions> = {
  name: 'two-layer',
  about: 'one LSTM looks, a second one speaks',
  paper: 'https://arxiv.org/abs/1707.07998',
  hidden: 448,
  attends: true,
  lstms: ['attention', 'language'],
  shapes: ({ features, hidden }) => ({
    'values/kernel': [features, hidden],
    'values/bias': [hidden],
    'keys/kernel': [hidden, hidden],
    'whole/kernel': [hidden, 4 * hidden], // → first LSTM i f o g
    'word/kernel': [hidden, 4 * hidden], // → first LSTM i f o g
    'attention/kernel': [2 * hidden, 4 * hidden], // h₁ h₂ → first LSTM i f o g
    'attention/bias': [4 * hidden],
    'query/kernel': [hidden, hidden],
    'language/kernel': [3 * hidden, 4 * hidden], // z h₁ h₂ → second LSTM i f o g
    'language/bias': [4 * hidden],
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const values = network.dropPicture(tf.relu(network.linear('values', grid))); // [p·81, 448]
    const keys = network.linear('keys', values); // [p·81, 448]
    const whole = network.linear('whole', meanOfRegions(values, pictures)); // [p, 1792]
    const zeros = tf.zeros<tf.Rank.R2>([pictures, values.shape[1]]);
    return { kept: network.regions(keys, values, pictures), state: [zeros, zeros, zeros, zeros, whole] };
  },

  step(network, regions, counts, [h1, c1, h2, c2, whole], word) {
    const first = lstm(add(network.linear('attention', join([h1, h2])), whole, word), c1);
    const { context, weights } = attend(regions, network.linear('query', first.h), counts);
    const second = lstm(network.linear('language', join([context, first.h, h2])), c2);
    const state = [first.h, first.c, second.h, second.c, whole];
    return { state, outputs: [second.h], attention: weights };
  },

  write: (network, [h]) => tanh(network.linear('output', h)),
};
