// What goes into the layers, summed up: of every layer, and worked out by hand where that can be done. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../../model/encoder.ts';
import { INPUT_LENGTH } from '../../../model/preprocess.ts';
import { readSafetensors } from '../../../model/safetensors.ts';
import { shapesOf } from '../../../training/architectures/architecture.ts';
import { ATTEND } from '../../../training/architectures/attend.ts';
import { BACKBONE, readBuffer } from '../../../training/files.ts';
import { initialise, layoutOf, toArrays } from '../../../training/learning/parameters.ts';
import { decoderMoments, encoderMoments } from '../../../training/rounding/layer-inputs.ts';
import { startWasm } from '../../../training/start-wasm.ts';

const HIDDEN = 16;
beforeAll(startWasm);

const diagonal = (moments: Float64Array) => {
  const n = Math.sqrt(moments.length);
  return Array.from({ length: n }, (_, i) => moments[i * n + i]);
};

test('each matrix of the decoder is seen, once per word read and its end', () => {
  const layout = layoutOf(shapesOf(ATTEND, { words: 10, features: FEATURES, hidden: HIDDEN }));
  const parameters = new Float32Array(layout.length);
  initialise(parameters, layout, ATTEND.lstms, 1);
  const arrays = toArrays(parameters, layout);
  const grid = new Float32Array(REGIONS * FEATURES).fill(0.5);
  const once = decoderMoments(ATTEND, arrays, [{ grid, captions: [[4, 5], [6]] }]);
  const matrices = [...arrays].filter(([, { shape }]) => shape.length === 2).map(([name]) => name);
  expect([...once.keys()].map((layer) => `${layer}/kernel`).sort()).toEqual(matrices.sort());
  expect(diagonal(once.get('values')!)).toEqual(new Array(FEATURES).fill(REGIONS / 4));
  // Words read: the start twice, 4, 5 and 6, each with its row of the embedding as input.
  const { values } = arrays.get('embedding/kernel')!;
  const squares = [1, 1, 4, 5, 6].map((word) => values[word * HIDDEN] ** 2);
  expect(once.get('word')![0]).toBeCloseTo(
    squares.reduce((a, b) => a + b),
    5,
  );
  const twice = decoderMoments(ATTEND, arrays, Array(2).fill({ grid, captions: [[4, 5], [6]] }));
  expect(twice.get('output')![5]).toBeCloseTo(2 * once.get('output')![5], 4);
});

test('each 1 × 1 convolution of the encoder is seen, and its inputs sum up', async () => {
  async function* picture() {
    yield new Uint8Array(INPUT_LENGTH).fill(90);
  }
  const arrays = readSafetensors(readBuffer(BACKBONE));
  const moments = await encoderMoments(arrays, picture());
  const pointwise = [...arrays].filter(([name, { shape }]) => shape[0] === 1 && name.endsWith('/kernel'));
  expect([...moments.keys()].sort()).toEqual(pointwise.map(([name]) => name.replace('/kernel', '')).sort());
  for (const [name, { shape }] of pointwise) {
    const own = moments.get(name.replace('/kernel', ''))!;
    expect(own).toHaveLength(shape[2] ** 2);
    expect(Math.min(...diagonal(own))).toBeGreaterThanOrEqual(0);
  }
});
