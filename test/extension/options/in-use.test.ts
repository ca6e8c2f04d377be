// What the model runs on, in words: every reason that the model gives is known here.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inUseInWords } from '../../../extension/options/in-use.ts';
import '../../interface-in-english.ts';

test('says what it is and why, with details as they are', () => {
  expect(inUseInWords({ backend: 'webgpu', why: 'the graphics card passed its test' })).toBe(
    'In use now: the graphics card, because the graphics card passed its test.',
  );
  expect(inUseInWords({ backend: 'wasm', why: 'the graphics card could not be started (lost (twice))' })).toBe(
    'In use now: the processor, because the graphics card could not be started (lost (twice)).',
  );
  expect(inUseInWords({ backend: 'wasm', why: 'of something new' })).toBe(
    'In use now: the processor, because of something new.',
  );
});

test('knows every reason of the model, so that each has a translation', () => {
  const read = (file: string) => readFileSync(file, 'utf8');
  const inModel = [
    ...(read('model/runner.ts') + read('model/webgpu.ts')).matchAll(/['`]((?:the|there) [a-z][^'`(]+)/gi),
  ];
  const reasons = inModel.map(([, words]) => words.trim());
  expect(reasons.length).toBeGreaterThan(5);
  const known = read('extension/options/in-use.ts');
  expect(reasons.filter((words) => !known.includes(`'${words}'`))).toEqual([]);
});
