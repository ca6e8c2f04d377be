// "concat-residual": picture and words joined to one sequence for the LSTM, the picture first, and added again to what
// comes out. Runs in Node. From widespread notebooks with DenseNet-201 features; reading the picture first is Vinyals et
// al. 2015 (https://arxiv.org/abs/1411.4555), the shortcut around the LSTM is He et al. 2016 (https://arxiv.org/abs/1512.03385).
// Per picture, m being the mean of its regions' features [1280]:
//   v = ReLU(m·Wv + bv) [256]               h, c = LSTM(v·We + bh, 0)
// per word, e being its embedding [256]:
//   h, c = LSTM(h·Wh + e·We + bh, c)        next word: tanh((h + v)·Wo + bo)·Eᵀ + b
// 256 wide, as the notebooks, which learn a second embedding for the output. 1.6 million parameters.
import * as tf from '@tensorflow/tfjs-core';
import { type Architecture, add, lstm, meanOfRegions, tanh } from './architecture.ts';

export const CONCAT_RESIDUAL: Architecture<null> = {
  name: 'concat-residual',
  about: 'the picture’s mean features go into the LSTM first, and are added again to its output',
  paper: 'https://arxiv.org/abs/1512.03385',
  hidden: 256,
  attends: false,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'picture/kernel': [features, hidden],
    'picture/bias': [hidden],
    'hidden/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'hidden/bias': [4 * hidden],
    'word/kernel': [hidden, 4 * hidden], // → LSTM i f o g; of pictures too
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const picture = network.dropPicture(tf.relu(network.linear('picture', meanOfRegions(grid, pictures)))); // [p, 256]
    const zeros = tf.zeros<tf.Rank.R2>(picture.shape);
    const { h, c } = lstm(add(network.linear('hidden', zeros), network.linear('word', picture)), zeros);
    return { kept: null, state: [h, c, picture] };
  },

  step(network, _kept, _counts, [h, c, picture], word) {
    const next = lstm(add(network.linear('hidden', h), word), c);
    return { state: [next.h, next.c, picture], outputs: [next.h, picture] };
  },

  write: (network, [h, picture]) => tanh(network.linear('output', add(h, picture))),
};
