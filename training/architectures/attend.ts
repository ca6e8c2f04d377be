// The architecture that Inkling ships, "attend": an attention LSTM. Runs everywhere.
// Xu et al. 2015, "Show, Attend and Tell" (https://arxiv.org/abs/1502.03044), with scaled dot-product attention
// (Vaswani et al. 2017). Per picture, G being its features [81, 1280] and mean the mean over regions:
//   V = ReLU(G·Wv + bv)        K = V·Wk         h₀ | c₀ = tanh(mean(V)·Ws + bs)
// per word, e being its embedding [512]:
//   q | β | … = h·Wh + bh      a = softmax(K·q ∕ √512)      z = σ(β) ⊙ Σ aᵢVᵢ
//   h, c = LSTM(h·Wh + z·Wz + e·We + bh, c)                  next word: tanh(h·Wo + z·Wz' + e + bo)·Eᵀ + b
import * as tf from '@tensorflow/tfjs-core';
import {
  type Architecture,
  add,
  attend,
  lstm,
  meanOfRegions,
  type Regions,
  splitColumns,
  tanh,
} from './architecture.ts';

export const ATTEND: Architecture<Regions> = {
  name: 'attend',
  about: 'attention over the regions before each word',
  paper: 'https://arxiv.org/abs/1502.03044',
  hidden: 512,
  attends: true,
  lstms: ['hidden'],
  shapes: ({ features, hidden }) => ({
    'values/kernel': [features, hidden],
    'values/bias': [hidden],
    'keys/kernel': [hidden, hidden],
    'start/kernel': [hidden, 2 * hidden], // → h₀ | c₀
    'start/bias': [2 * hidden],
    'hidden/kernel': [hidden, 6 * hidden], // → query | context gate | LSTM i f o g
    'hidden/bias': [6 * hidden],
    'context/kernel': [hidden, 5 * hidden], // → LSTM i f o g | output
    'word/kernel': [hidden, 4 * hidden], // → LSTM i f o g
    'output/kernel': [hidden, hidden],
    'output/bias': [hidden],
  }),

  look(network, grid, pictures) {
    const values = network.dropPicture(tf.relu(network.linear('values', grid))); // [p·81, 512]
    const keys = network.linear('keys', values); // [p·81, 512]
    const start = tanh(network.linear('start', meanOfRegions(values, pictures))); // [p, 1024]
    const hidden = values.shape[1];
    return { kept: network.regions(keys, values, pictures), state: splitColumns(start, [hidden, hidden]) };
  },

  step(network, regions, counts, [h, c], word) {
    const hidden = h.shape[1];
    const [query, gate, fromHidden] = splitColumns(network.linear('hidden', h), [hidden, hidden, 4 * hidden]);
    const { context, weights } = attend(regions, query, counts); // [n, 512], [n, 81]
    const gated = tf.mul(tf.sigmoid(gate), context) as tf.Tensor2D; // β of Xu et al., one per feature
    const [fromContext, toOutput] = splitColumns(network.linear('context', gated), [4 * hidden, hidden]);
    const next = lstm(add(fromHidden, fromContext, word), c);
    return { state: [next.h, next.c], outputs: [next.h, toOutput], attention: weights };
  },

  write: (network, [h, toOutput], embedded) => tanh(add(network.linear('output', h), toOutput, embedded)),
};
