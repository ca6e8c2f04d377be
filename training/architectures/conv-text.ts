// "conv-text": a convolution over the last three words before the LSTM; the picture is added to its output. Runs in Node.
// From widespread notebooks with ResNet-50 features and Flickr30k; convolutions over sentences are Kim 2014
// (https://arxiv.org/abs/1408.5882), merging late is Tanti et al. 2017 (https://arxiv.org/abs/1703.09137).
// Per picture, m being the mean of its regions' features [1280]:
//   v = ReLU(m·Wv + bv) [256]
// per word, e₀ being its embedding [256], e₁ and e₂ those of the two words before it (no term before the first):
//   t = ReLU((e₀·W₀ + b₀) + (e₁·W₁ + b₁) + (e₂·W₂ + b₂))    h, c = LSTM(h·Wh + t·Wt + bh, c)    next word: tanh((h + v)·Wo + bo)·Eᵀ + b
// The notebooks convolve with padding on both sides, which lets a word see those after it while training; this one is
// causal. [W₀ W₁ W₂] is the layer `word`; what a word gives to later ones travels in the state. 1.8 million parameters.
import * as tf from '@tensorflow/tfjs-core';
import { type Architecture, add, lstm, meanOfRegions, splitColumns, tanh } from './architecture.ts';

export const CONV_TEXT: Architecture<null> = {
  name: 'conv-text',
  about: 'as merge, with a convolution over the last three words',
  paper: 'https://arxiv.org/abs/1408.5882',
  hidden: 256,
  attends: false,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'picture/kernel': [features, hidden],
    'picture/bias': [hidden],
    'hidden/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'hidden/bias': [4 * hidden],
    'word/kernel': [hidden, 3 * hidden], // → its share of this, the next, the next but one
    'word/bias': [3 * hidden],
    'text/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const picture = network.dropPicture(tf.relu(network.linear('picture', meanOfRegions(grid, pictures)))); // [p, 256]
    const zeros = tf.zeros<tf.Rank.R2>(picture.shape);
    return { kept: null, state: [zeros, zeros, picture, zeros, zeros] };
  },

  step(network, _kept, _counts, [h, c, picture, forThis, forNext], word) {
    const hidden = h.shape[1];
    const [own, next, nextButOne] = splitColumns(word, [hidden, hidden, hidden]);
    const text = tf.relu(add(own, forThis)); // [n, 256]
    const cell = lstm(add(network.linear('hidden', h), network.linear('text', text)), c);
    const state = [cell.h, cell.c, picture, add(forNext, next), nextButOne];
    return { state, outputs: [cell.h, picture] };
  },

  write: (network, [h, picture]) => tanh(network.linear('output', add(h, picture))),
};
