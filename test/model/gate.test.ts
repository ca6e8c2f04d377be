// The gate against distances and probabilities worked out by hand, and the shipped one on sample pictures. Runs in Node.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { averageRegions, FEATURES } from '../../model/encoder.ts';
import { createGate, INPUTS, KINDS, toUnitLength, type Verdict } from '../../model/gate.ts';
import { INPUT_LENGTH } from '../../model/preprocess.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createEncoder } from '../../model/tfjs-encoder.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';
import { readBuffer, weightsFile } from '../../training/files.ts';
import { startWasm } from '../../training/start-wasm.ts';

/** Pooled features that are `value` for feature `i` and 0 elsewhere. */
const onlyFeature = (i: number, value = 1) => Float32Array.from({ length: FEATURES }, (_, k) => (k === i ? value : 0));

/** No two neighbours alike. */
const BUSY = Uint8Array.from({ length: INPUT_LENGTH }, (_, i) => (i * i * 31) % 251);

/** Feature k speaks for KINDS[k], with log-odds 10; pictures pass from P(photo) = 0.9 on. */
const weights = new Float32Array(INPUTS * KINDS.length);
for (let k = 0; k < KINDS.length; k++) weights[k * KINDS.length + k] = 10;
const ARRAYS = new Map([
  ['mean', { shape: [FEATURES], values: onlyFeature(0) }],
  ['directions', { shape: [1, FEATURES], values: onlyFeature(1) }],
  ['variances', { shape: [1], values: Float32Array.of(0.5) }],
  ['rest', { shape: [1], values: Float32Array.of(0.25) }],
  ['kinds/mean', { shape: [INPUTS], values: new Float32Array(INPUTS) }],
  ['kinds/scale', { shape: [INPUTS], values: new Float32Array(INPUTS).fill(1) }],
  ['kinds/weights', { shape: [INPUTS, KINDS.length], values: weights }],
  ['kinds/bias', { shape: [KINDS.length], values: new Float32Array(KINDS.length) }],
  ['kinds/least', { shape: [1], values: Float32Array.of(0.9) }],
  ['person/mean', { shape: [INPUTS], values: new Float32Array(INPUTS) }],
  ['person/scale', { shape: [INPUTS], values: new Float32Array(INPUTS).fill(1) }],
  ['person/weights', { shape: [INPUTS, 2], values: new Float32Array(INPUTS * 2).fill(3, 1, 2) }], // feature 0: somebody
  ['person/bias', { shape: [2], values: new Float32Array(2) }],
]);
const engine = await startNodeEngine();
const gate = createGate(engine, ARRAYS);

test('features of length 1, whatever the brightness', () => {
  expect(toUnitLength(onlyFeature(3, 5))).toEqual(onlyFeature(3));
  expect(toUnitLength(new Float32Array(FEATURES))).toEqual(new Float32Array(FEATURES)); // no division by 0
});

test('distance: squared, by the variance of each direction', () => {
  const distance = (feature: number) => gate.judge(onlyFeature(feature), BUSY).strangeness;
  expect(distance(0)).toBeCloseTo(0, 5); // the mean itself
  expect(distance(1)).toBeCloseTo(1 / 0.5 + 1 / 0.25, 5); // 1 along the direction, −1 along the mean (outside)
  expect(distance(2)).toBeCloseTo(2 / 0.25, 5); // all of it outside
});

test('a photograph passes, everything else is called what it is', () => {
  const [photo, ...others] = KINDS.map((_, k) => gate.judge(onlyFeature(k), BUSY));
  expect(photo.kind).toBe('photo');
  expect(photo.photo).toBeCloseTo(Math.exp(10) / (Math.exp(10) + 7), 6);
  expect(photo).not.toHaveProperty('reason');
  expect(others.map(({ kind }) => kind)).toEqual(KINDS.slice(1));
  expect(others.map(({ reason }) => reason)).toEqual([
    'text',
    'chart',
    'drawing',
    'screenshot',
    'map',
    'pattern',
    'not-a-photo',
  ]);
});

test('what is likely a photograph, but not likely enough, is refused', () => {
  const features = onlyFeature(0, 0.5); // P = e⁵ ∕ (e⁵ + 7) = 0.955
  expect(gate.judge(features, BUSY).reason).toBeUndefined();
  const doubtful = gate.judge(onlyFeature(0, 0.4), BUSY); // P = 0.886
  expect(doubtful).toMatchObject({ kind: 'photo', reason: 'not-a-photo' }); // no other kind stands out
});

test('somebody or nobody', () => {
  expect(gate.judge(onlyFeature(0), BUSY).person).toBeCloseTo(Math.exp(3) / (Math.exp(3) + 1), 6);
  expect(gate.judge(onlyFeature(1), BUSY).person).toBeCloseTo(0.5, 6);
});

test('no single odd figure decides', () => {
  const clamped = gate.judge(onlyFeature(1, 1e6), BUSY);
  expect(clamped.photo).toBeCloseTo(Math.exp(-80), 30);
});

test('nearly nothing to see: blank, whatever the features say', () => {
  const white = new Uint8Array(INPUT_LENGTH).fill(255);
  const speck = white.slice().fill(0, 0, 3000); // 1.5 % of the picture
  const faint = Uint8Array.from({ length: INPUT_LENGTH }, (_, i) => 126 + (i % 3));
  for (const pixels of [white, speck, faint]) {
    expect(gate.judge(onlyFeature(0), pixels)).toMatchObject({ kind: 'blank', photo: 0, reason: 'blank' });
  }
  const half = white.slice().fill(0, 0, INPUT_LENGTH / 2);
  expect(gate.judge(onlyFeature(0), half).reason).toBeUndefined();
});

test('weights that lack an array are refused at once', () => {
  for (const name of ARRAYS.keys()) {
    expect(() => createGate(engine, new Map([...ARRAYS].filter(([key]) => key !== name)))).toThrow(name);
  }
});

describe('the shipped gate', async () => {
  await startWasm();
  const encoder = createEncoder(readSafetensors(readBuffer(weightsFile('encoder.safetensors'))));
  const shipped = createGate(engine, readSafetensors(readBuffer(weightsFile('gate.safetensors'))));
  const judge = async (file: string): Promise<Verdict> => {
    const pixels = await readPixels(await readFile(`scripts/sample/${file}`));
    return shipped.judge(averageRegions(encoder.encode(pixels).dataSync<'float32'>()), pixels);
  };

  test.each(['astronaut', 'cameraman', 'cat', 'coffee', 'officer-portrait', 'palace', 'rocket'])(
    'lets %s pass',
    async (name) => expect((await judge(`${name}.jpg`)).reason).toBeUndefined(),
  );

  test.each([
    ['page-of-text.png', 'text'],
    ['chessboard.png', 'pattern'],
    ['grass.jpg', 'pattern'],
    ['retina.jpg', 'not-a-photo'],
    ['moon.jpg', 'not-a-photo'],
    ['galaxies.jpg', 'not-a-photo'],
  ])('refuses %s: %s', async (file, reason) => expect((await judge(file)).reason).toBe(reason));

  test('suspects a person in a portrait more than in a cup of coffee or a cat', async () => {
    const [portrait, officer, cat, coffee] = await Promise.all(
      ['astronaut.jpg', 'officer-portrait.jpg', 'cat.jpg', 'coffee.jpg'].map(
        async (file) => (await judge(file)).person,
      ),
    );
    expect(Math.min(portrait, officer)).toBeGreaterThan(Math.max(cat, coffee));
  });
});
