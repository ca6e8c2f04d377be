// The whole network with the shipped weights, on the processor. Runs in Node.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Captioner, type LoadOptions, load } from '../../model/captioner.ts';
import { INPUT_LENGTH } from '../../model/preprocess.ts';
import { writeSafetensors } from '../../model/safetensors.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { loadCaptioner } from '../../scripts/load-captioner.ts';
import { readBuffer, weightsFile, weightsFingerprint } from '../../training/files.ts';

const options: Pick<LoadOptions, 'kernels' | 'compute'> = {
  kernels: async (build) => buildKernels(build, 'model'),
  compute: 'processor',
};
let captioner: Captioner;
let astronaut: Uint8Array;

beforeAll(async () => {
  captioner = await loadCaptioner();
  astronaut = await readPixels(await readFile('scripts/sample/astronaut.jpg'));
});
afterAll(() => captioner.dispose());

test('the network has a sentence, with a probability for each word', async () => {
  const { sentence, backend, milliseconds } = await captioner.describe(astronaut);
  expect(backend).toBe('wasm');
  expect(sentence.words.length).toBeGreaterThan(2);
  expect(sentence.words.length).toBeLessThanOrEqual(20);
  expect(sentence.text).toBe(sentence.words.map(({ word }) => word).join(' '));
  for (const { probability } of sentence.words) expect(probability).toBeGreaterThan(0);
  for (const { probability } of sentence.words) expect(probability).toBeLessThanOrEqual(1);
  expect(milliseconds).toBeGreaterThan(0);
});

test('calibration.json belongs to the weights that lie beside it', () => {
  const { weights } = JSON.parse(readFileSync(weightsFile('calibration.json'), 'utf8'));
  expect(weights).toBe(weightsFingerprint()); // else: npm run calibrate
});

test('the same picture always gives the same answer', async () => {
  const { sentence: first } = await captioner.describe(astronaut);
  for (let i = 0; i < 5; i++) expect((await captioner.describe(astronaut)).sentence).toEqual(first);
});

test.each([
  ['page-of-text.png', 'text'],
  ['chessboard.png', 'pattern'],
  ['retina.jpg', 'not-a-photo'],
  ['moon.jpg', 'not-a-photo'],
  ['coins.jpg', 'not-a-photo'],
])('is silent about %s, with a reason: %s', async (name, reason) => {
  const answer = await captioner.describe(await readPixels(await readFile(`scripts/sample/${name}`)));
  expect(answer).toMatchObject({ text: null, band: null, reason, guesses: [] });
});

test('is silent about a blank picture', async () => {
  for (const shade of [0, 128, 255]) {
    expect((await captioner.describe(new Uint8Array(INPUT_LENGTH).fill(shade))).text).toBeNull();
  }
});

test('cancelling and wrong input are reasons, and the next request works', async () => {
  await expect(captioner.describe(astronaut, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    reason: 'cancelled',
  });
  const late = new AbortController();
  const described = captioner.describe(astronaut, { signal: late.signal });
  late.abort();
  await expect(described).rejects.toMatchObject({ reason: 'cancelled' });
  await expect(captioner.describe(new Uint8Array(12))).rejects.toMatchObject({ reason: 'model-failed' });
  expect((await captioner.describe(astronaut)).sentence.text).not.toBe('');
});

test('missing or damaged weights are one clear reason', async () => {
  const missing = load({ ...options, weights: () => Promise.reject(new Error('404')) });
  await expect(missing).rejects.toMatchObject({ reason: 'no-weights' });
  const cut = load({ ...options, weights: async (file) => readBuffer(weightsFile(file)).slice(0, 1000) });
  await expect(cut).rejects.toMatchObject({ reason: 'no-weights' });
});

test('weights of another architecture are refused, with its name', async () => {
  const other = writeSafetensors(new Map(), 'F16', { architecture: 'merge' });
  const weights = async (file: string) =>
    file === 'decoder.safetensors' ? new Uint8Array(other).buffer : readBuffer(weightsFile(file));
  await expect(load({ ...options, weights })).rejects.toMatchObject({
    reason: 'no-weights',
    cause: { message: 'these weights are for the architecture "merge", and only "attend" can be used here' },
  });
});
