// A comparison of all architectures with made-up figures, for tests of the page. Runs in Node.
import { ARCHITECTURES } from '../training/architectures/all.ts';
import type { Compared, Comparison } from '../training/comparison/tables.ts';
import { DEFAULTS, defaultsOf } from '../training/settings.ts';

/** The i-th architecture: a hundredth worse and a hundred milliseconds slower than the one before. */
export function compared(i: number): Compared {
  const ciderD = 0.5 - i / 100;
  const epochs = [0.3, ciderD].map((each, e) => ({
    epoch: e + 1,
    phase: 'captions' as const,
    trainLoss: 4 - e,
    ciderD: each,
    bleu4: 20,
    choosing: each,
  }));
  return {
    architecture: ARCHITECTURES[i],
    settings: defaultsOf(ARCHITECTURES[i].name),
    epochs,
    ...(i === 0 && { secondsPerEpoch: 540 }),
    parameters: (i + 1) * 1e6,
    scores: { images: 2, bleu: [60, 40, 30, 20], meteor: 20, rougeL: 45, ciderD },
    trust: { bleu4: [19, 21], meteor: [19, 21], rougeL: [44, 46], ciderD: [ciderD - 0.02, ciderD + 0.02] },
    ...(i > 0 && { toFirst: { mean: -i / 100, interval: [-i / 100 - 0.02, -i / 100 + 0.02] } }),
    said: { sentences: 2, words: 5, copies: 1 },
    sentences: new Map([
      ['a.jpg', 'a dog on grass'],
      ['b.jpg', 'two black cats'],
    ]),
    stepTime: 100 * (i + 1),
    decodeTime: 40 * (i + 1),
  };
}

export const comparison = (): Comparison => ({
  rows: ARCHITECTURES.map((_, i) => compared(i)),
  humans: { images: 2, bleu: [64, 45, 31, 21.8], meteor: 24, rougeL: 49, ciderD: 0.832 },
  data: 'Flickr8k',
  encodeTime: 80,
  shown: ['a.jpg', 'b.jpg'],
  references: new Map([
    ['a.jpg', ['a <b>dog</b> runs', 'a brown dog', 'a third person’s words']],
    ['b.jpg', ['two cats', 'cats at play']],
  ]),
  settings: DEFAULTS,
  steps: 375,
});
