// Word detectors with two words and weights worked out by hand. Runs in Node.
import { expect, test } from 'vitest';
import { FEATURES } from '../../model/encoder.ts';
import { writeSafetensors } from '../../model/safetensors.ts';
import { createWordDetectors, opinionOf } from '../../model/word-detectors.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';

const kernel = new Float32Array(FEATURES * 2);
kernel[3 * 2] = 2; // feature 3 speaks for the first word
kernel[5 * 2 + 1] = -4; // feature 5 against the second
const arrays = new Map([
  ['kernel', { shape: [FEATURES, 2], values: kernel }],
  ['bias', { shape: [2], values: Float32Array.of(-1, 1) }],
  ['prior', { shape: [2], values: Float32Array.of(-3, -2) }],
]);
const engine = await startNodeEngine();
const write = (named: typeof arrays) =>
  new Uint8Array(writeSafetensors(named, 'F16', { lemmas: '["dog","snow"]' })).buffer;

test('log-odds of each word from the features', () => {
  const detectors = createWordDetectors(engine, write(arrays));
  const pooled = new Float32Array(FEATURES);
  pooled[3] = 1.5;
  pooled[5] = 0.5;
  const opinion = opinionOf(detectors, detectors.detect(pooled));
  expect(opinion('dog')).toEqual({ now: 2, before: -3 });
  expect(opinion('snow')).toEqual({ now: -1, before: -2 });
  expect(opinion('unicorn')).toBeUndefined();
});

test('a file that lacks an array is refused', () => {
  const [, ...rest] = arrays;
  expect(() => createWordDetectors(engine, write(new Map(rest)))).toThrow('lack kernel');
});
