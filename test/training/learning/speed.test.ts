// The peak and the share of it, with a clock of our own where time counts. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { measurePeak, speedometer } from '../../../training/learning/speed.ts';

test('the peak is that of real products, in step with the others', async () => {
  await startFastWasm();
  let meetings = 0;
  const peak = measurePeak(() => meetings++);
  expect(meetings).toBeGreaterThan(3);
  expect(peak).toBeGreaterThan(1e8); // a product in plain JavaScript reaches that
  expect(tf.memory().numTensors).toBe(0);
});

test('speed is counted from the start, over all workers', () => {
  let time = 5000;
  const speed = speedometer(4e9, () => time);
  time += 1000;
  speed({ captions: 40, operations: 1e9 });
  expect(speed({ captions: 40, operations: 1e9 })).toBe('80 captions/s, 50 % of the peak');
  time += 1000;
  expect(speed({ captions: 10, operations: 1e9 })).toBe('45 captions/s, 38 % of the peak');
});

test('where there is no peak to compare with, none is shown', () => {
  let time = 0;
  const speed = speedometer(0, () => time);
  time = 2000;
  expect(speed({ captions: 40, operations: 1 })).toBe('20 captions/s');
});
