// The encoder by Inkling's own kernels, against the same equations in tfjs: in every build, with floats and with bytes. Runs in Node.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { END, FEATURES, REGIONS } from '../../model/encoder.ts';
import { type Build, startEngine } from '../../model/engine.ts';
import { goldenPixels } from '../../model/golden.ts';
import { type NamedArrays, readSafetensors } from '../../model/safetensors.ts';
import { createEncoder, type Encoder } from '../../model/tfjs-encoder.ts';
import { createWasmEncoder } from '../../model/wasm-encoder.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { startFastWasm } from '../../training/fast-tfjs/start.ts';
import { BACKBONE, readBuffer } from '../../training/files.ts';
import { compress } from '../../training/rounding/compress.ts';

const published = readSafetensors(readBuffer(BACKBONE));
const rounded = compress(published, 8);
let [theirs, theirsRounded]: Encoder[] = [];

beforeAll(async () => {
  await startFastWasm(); // which also lets this engine run the build with relaxed SIMD
  [theirs, theirsRounded] = [createEncoder(published), createEncoder(rounded)];
});
afterAll(() => {
  theirs.dispose();
  theirsRounded.dispose();
});

function expected(encoder: Encoder, before = END): Float32Array {
  const grid = encoder.encode(goldenPixels(), before);
  const values = grid.dataSync<'float32'>();
  grid.dispose();
  return values;
}

const start = async (build: Build, bytes: boolean, arrays: NamedArrays) =>
  createWasmEncoder(await startEngine(async () => buildKernels(build, 'model'), bytes), arrays);

const farthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

/** Of the differences, in terms of the values. */
function relative(a: Float32Array, b: Float32Array): number {
  const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(a.map((value, i) => value - b[i])) / squares(b));
}

describe.each(['simd', 'relaxed-simd'] as const)('the build with %s', (build) => {
  test('computes with floats what tfjs does', async () => {
    const encoder = await start(build, false, published);
    const features = encoder.encode(goldenPixels());
    expect(farthest(features, expected(theirs))).toBeLessThan(1e-4);
    expect(farthest((await start(build, false, rounded)).encode(goldenPixels()), expected(theirsRounded))).toBeLessThan(
      1e-4,
    );
  });

  // Node 20 has not got the instruction right; browsers are tested with the whole extension.
  test.skipIf(build === 'relaxed-simd')('computes with bytes nearly the same: as near as half precision', async () => {
    const encoder = await start(build, true, rounded);
    const features = encoder.encode(goldenPixels());
    expect(features).toHaveLength(REGIONS * FEATURES);
    expect(relative(features, expected(theirsRounded))).toBeLessThan(1e-3);
    expect(relative(features, expected(theirs))).toBeGreaterThan(1e-2); // the weights are others
  });
});

test('says what goes into blocks on the way, and the next picture is not mixed up with this one', async () => {
  const encoder = await start('simd', false, published);
  const grey = new Uint8Array(goldenPixels().length).fill(99);
  const first = encoder.encode(grey).slice();
  const [low, later, features] = encoder.encodeStages(goldenPixels(), [16, 20, END]);
  expect(farthest(low, expected(theirs, 16))).toBeLessThan(1e-4);
  expect(farthest(later, expected(theirs, 20))).toBeLessThan(1e-4);
  expect(farthest(features, expected(theirs))).toBeLessThan(1e-4);
  expect(encoder.encode(grey)).toEqual(first);
});

test('missing weights are named', async () => {
  const arrays = new Map(published);
  arrays.delete('head/kernel');
  await expect(start('simd', false, arrays)).rejects.toThrow('encoder weights lack head/kernel');
});
