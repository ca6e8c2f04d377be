// "merge": the LSTM reads the words alone; the picture is added to its output. Runs in Node.
// Tanti, Gatt & Camilleri 2017 and 2018, "Where to put the image in an image caption generator"
// (https://arxiv.org/abs/1703.09137); widespread through tutorials with Xception or VGG-16 features.
// Per picture, m being the mean of its regions' features [1280]:
//   v = ReLU(m·Wv + bv) [256]
// per word, e being its embedding [256]:
//   h, c = LSTM(h·Wh + e·We + bh, c)        next word: tanh((h + v)·Wo + bo)·Eᵀ + b
// 256 wide, as the tutorials; of the sizes that Tanti et al. searched, such a small one was the best. 1.6 million parameters.
import * as tf from '@tensorflow/tfjs-core';
import { type Architecture, add, lstm, meanOfRegions, tanh } from './architecture.ts';

export const MERGE: Architecture<null> = {
  name: 'merge',
  about: 'the picture’s mean features are added to what the LSTM makes of the words',
  paper: 'https://arxiv.org/abs/1703.09137',
  hidden: 256,
  attends: false,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'picture/kernel': [features, hidden],
    'picture/bias': [hidden],
    'hidden/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'hidden/bias': [4 * hidden],
    'word/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const picture = network.dropPicture(tf.relu(network.linear('picture', meanOfRegions(grid, pictures)))); // [p, 256]
    const zeros = tf.zeros<tf.Rank.R2>(picture.shape);
    return { kept: null, state: [zeros, zeros, picture] };
  },

  step(network, _kept, _counts, [h, c, picture], word) {
    const next = lstm(add(network.linear('hidden', h), word), c);
    return { state: [next.h, next.c, picture], outputs: [next.h, picture] };
  },

  write: (network, [h, picture]) => tanh(network.linear('output', add(h, picture))),
};
