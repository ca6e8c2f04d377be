// The table that people read.
import { expect, it } from 'vitest';
import type { PartFigures } from '../../../scripts/bench/comparison.ts';
import { inWords } from '../../../scripts/bench/in-words.ts';

const part = (inkling: number, onnxruntime: number): PartFigures => ({
  ...{ inkling, onnxruntime, tfjs: 2 * inkling, limit: 12.5, limitBytes: 7.5 },
  quartiles: { inkling: [inkling - 1, inkling + 1], onnxruntime: [90, 110], tfjs: [80, 120] },
});
const notes = { inkling: 'products of bytes', onnxruntime: 'one thread, SIMD', tfjs: 'SIMD' };
const FIGURES = {
  wasm: { description: part(40, 116), encoder: part(30, 75), decoder: part(10, 41), notes },
  ...{ adapter: 'none', browser: 'Chromium 156', backend: 'wasm' },
  ...{ loadMs: 300, loadWarmMs: 200, firstMs: 50, laterMs: 45, packageBytes: 9_000_000 },
};

it('gives medians, spread and ratios', () => {
  const text = inWords(FIGURES);
  expect(text).toContain('40.0 (39.0–41.0)');
  expect(text).toContain(
    'description: Inkling is 2.9 times as fast as onnxruntime-web, 2.0 times as fast as plain tfjs',
  );
  expect(text).toContain('with products of bytes: description 7.5, encoder 7.5, decoder 7.5');
  expect(text).toContain('9.0 MB zipped');
});

it('says what was not measured, and leaves out what did not run', () => {
  const text = inWords(FIGURES);
  expect(text).toContain('memory at most: unknown here');
  expect(text).not.toMatch(/WebGPU|undefined|NaN/);
  const growth = { descriptions: 1000, earlyBytes: 213e6, lateBytes: 217e6 };
  expect(inWords({ ...FIGURES, growth })).toContain('at first at least 213.0 MB of memory, at last 217.0 MB');
  expect(inWords({ ...FIGURES, webgpu: FIGURES.wasm, peakBytes: 250e6 })).toMatch(/WebGPU.*250\.0 MB/s);
});
