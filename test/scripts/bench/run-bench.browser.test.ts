// The whole bench, as short as it can be: the sides agree, and the figures have the form that is promised. Needs `npm run build`.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runBench } from '../../../scripts/bench/run-bench.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const PICTURES = ['cat', 'coffee', 'palace', 'rocket'].map((name) => inRepository(`scripts/sample/${name}.jpg`));

const time = expect.toSatisfy((value: unknown) => Number.isFinite(value) && (value as number) > 0, 'a time');
const quartiles = [time, time];
const part = expect.objectContaining({
  ...{ inkling: time, onnxruntime: time, tfjs: time, limit: time },
  quartiles: { inkling: quartiles, onnxruntime: quartiles, tfjs: quartiles },
});

it('compares sides that say and see the same, and weighs the extension', async () => {
  const figures = await runBench({
    extension: inRepository('dist/chrome'),
    pictures: PICTURES,
    rounds: 1,
    software: false,
    starts: 1,
    descriptions: 5,
  });
  expect(JSON.parse(JSON.stringify(figures))).toMatchObject({
    wasm: { description: part, encoder: part, decoder: part, notes: { onnxruntime: 'one thread, SIMD' } },
    adapter: expect.stringMatching(/./),
    ...{ loadMs: time, loadWarmMs: time, firstMs: time, laterMs: time },
  });
  expect(figures.packageBytes).toBeGreaterThan(1e6);
  if (process.platform !== 'linux') return;
  expect(figures.peakBytes).toBeGreaterThan(50e6);
  expect(figures.growth).toMatchObject({ descriptions: 5, earlyBytes: time, lateBytes: time });
});
