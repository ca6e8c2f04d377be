// "adaptive": attention that may look at what the LSTM remembers instead of at the picture. Runs in Node.
// Lu et al. 2017, "Knowing When to Look" (https://arxiv.org/abs/1612.01887), with scaled dot-product attention.
// Per picture, G being its features [81, 1280] and mean the mean over regions:
//   V = ReLU(G·Wv + bv)        K = V·Wk         u = mean(V)·Wu
// per word, e being its embedding [512]:
//   x = h·Wh + e·We + u + bh                    h, c = LSTM(x, c)
//   s = σ(x) ⊙ tanh(c), the visual sentinel     q = h·Wq
//   a | β = softmax([K·q, (s·Ws)·q] ∕ √512)     z = Σ aᵢVᵢ + βs
//   next word: tanh((h + z)·Wo + bo)·Eᵀ + b
// It attends after the LSTM, not before it as the shipped one does. As wide as that, and as large: 6.9 million parameters.
import * as tf from '@tensorflow/tfjs-core';
import {
  type Architecture,
  add,
  lstm,
  meanOfRegions,
  type Regions,
  scaled,
  splitColumns,
  splitGates,
  tanh,
} from './architecture.ts';

export const ADAPTIVE: Architecture<Regions> = {
  name: 'adaptive',
  about: 'attention after each word’s LSTM step, with a sentinel for words that need no picture',
  paper: 'https://arxiv.org/abs/1612.01887',
  hidden: 512,
  attends: true,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'values/kernel': [features, hidden],
    'values/bias': [hidden],
    'keys/kernel': [hidden, hidden],
    'whole/kernel': [hidden, 5 * hidden], // → sentinel gate | LSTM i f o g
    'hidden/kernel': [hidden, 5 * hidden], // → sentinel gate | LSTM i f o g
    'hidden/bias': [5 * hidden],
    'word/kernel': [hidden, 5 * hidden], // → sentinel gate | LSTM i f o g
    'query/kernel': [hidden, hidden],
    'sentinel/kernel': [hidden, hidden],
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const values = network.dropPicture(tf.relu(network.linear('values', grid))); // [p·81, 512]
    const keys = network.linear('keys', values); // [p·81, 512]
    const whole = network.linear('whole', meanOfRegions(values, pictures)); // [p, 2560]
    const zeros = tf.zeros<tf.Rank.R2>([pictures, values.shape[1]]);
    return { kept: network.regions(keys, values, pictures), state: [zeros, zeros, whole] };
  },

  step(network, regions, counts, [h, c, whole], word) {
    const hidden = h.shape[1];
    const [gate, gates] = splitGates(add(network.linear('hidden', h), whole, word), hidden);
    const next = lstm(gates, c);
    const sentinel = tf.mul(tf.sigmoid(gate), tanh(next.c)) as tf.Tensor2D; // [n, 512]
    const query = network.linear('query', next.h); // [n, 512]
    const ofRegions = regions.compare(query, counts); // [n, 81]
    const ofSentinel = tf.sum(tf.mul(query, network.linear('sentinel', sentinel)), 1, true) as tf.Tensor2D; // [n, 1]
    const all = tf.concat([ofRegions, ofSentinel], 1) as tf.Tensor2D; // [n, 82]
    const weights = tf.softmax(scaled(all, hidden)) as tf.Tensor2D;
    const [attention, beta] = splitColumns(weights, [ofRegions.shape[1], 1]);
    const context = add(regions.mix(attention, counts), tf.mul(sentinel, beta) as tf.Tensor2D);
    return { state: [next.h, next.c, whole], outputs: [next.h, context], attention };
  },

  write: (network, [h, context]) => tanh(network.linear('output', add(h, context))),
};
