// "init": the picture is the first thing that the LSTM reads, as if it were a word, and the only time that it sees it.
// Vinyals et al. 2015, "Show and Tell" (https://arxiv.org/abs/1411.4555). Runs in Node.
// Per picture, m being the mean of its regions' features, each with mean 0 and variance 1 over the training pictures [1280]:
//   v = m·Wv + bv [512]                     h, c = LSTM(v·We + bh, 0)
// per word, e being its embedding [512]:
//   h, c = LSTM(h·Wh + e·We + bh, c)        next word: tanh(h·Wo + bo)·Eᵀ + b
// As wide as in the paper, 512, which gives 4.3 million parameters. Against overfitting the paper has an ensemble; here
// dropout and the tied embeddings do it.
import * as tf from '@tensorflow/tfjs-core';
import { type Architecture, add, lstm, meanOfRegions, tanh } from './architecture.ts';

export const INIT: Architecture<null> = {
  name: 'init',
  about: 'the picture’s mean features are the first thing that the LSTM reads',
  paper: 'https://arxiv.org/abs/1411.4555',
  hidden: 512,
  attends: false,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'picture/mean': [features], // these two do not learn
    'picture/scale': [features],
    'picture/kernel': [features, hidden],
    'picture/bias': [hidden],
    'hidden/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'hidden/bias': [4 * hidden],
    'word/kernel': [hidden, 4 * hidden], // → LSTM i f o g; of pictures too
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const mean = network.standardise('picture', meanOfRegions(grid, pictures)); // [p, 1280]
    const picture = network.linear('picture', mean); // [p, 512]
    const zeros = tf.zeros<tf.Rank.R2>(picture.shape);
    const { h, c } = lstm(add(network.linear('hidden', zeros), network.linear('word', picture)), zeros);
    return { kept: null, state: [h, c] };
  },

  step(network, _kept, _counts, [h, c], word) {
    const next = lstm(add(network.linear('hidden', h), word), c);
    return { state: [next.h, next.c], outputs: [next.h] };
  },

  write: (network, [h]) => tanh(network.linear('output', h)),
};
