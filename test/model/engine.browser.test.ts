// The shipped network in a browser, with products of floats and with products of bytes, which Node cannot test.
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Build } from '../../model/engine.ts';
import { goldenPixels } from '../../model/golden.ts';
import { BUILDS, buildKernels } from '../../scripts/build-kernels.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { weightsFile } from '../../training/files.ts';
import { inject } from '../inject.ts';
import { usePlainPage } from '../plain-page.ts';

const PICTURES = ['astronaut.jpg', 'cat.jpg', 'palace.jpg', 'coffee.jpg'];
const use = usePlainPage();
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
let files: { encoder: string; decoder: string; kernels: Record<string, string>; pictures: string[] };

beforeAll(async () => {
  await inject(use.page);
  const picture = async (name: string) => base64(await readPixels(await readFile(`scripts/sample/${name}`)));
  files = {
    encoder: base64(await readFile(weightsFile('encoder.safetensors'))),
    decoder: base64(await readFile(weightsFile('decoder.safetensors'))),
    kernels: Object.fromEntries(BUILDS.map((build) => [build, base64(buildKernels(build, 'model'))])),
    pictures: [base64(goldenPixels()), ...(await Promise.all(PICTURES.map(picture)))],
  };
});

/** What becomes of each picture by floats, by bytes, and by whatever is chosen here. */
const describeAll = () =>
  use.page.evaluate(async ({ encoder, decoder, kernels, pictures }) => {
    const { startEngine, createWasmEncoder, createWasmDecoder, readSafetensors, beamSearch } = inkling;
    const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const start = async (bytes?: boolean) => {
      const engine = await startEngine(async (build: Build) => decode(kernels[build]), bytes);
      const eye = createWasmEncoder(engine, readSafetensors(decode(encoder).buffer));
      const tongue = createWasmDecoder(engine, readSafetensors(decode(decoder).buffer));
      const describe = (pixels: Uint8Array) => {
        const features = eye.encode(pixels).slice();
        const [[{ words, total }]] = beamSearch(tongue.look(features), 3, 19);
        return { features, words, total };
      };
      return { describe, bytes: engine.bytes };
    };
    const sides = { floats: await start(false), bytes: await start(true), chosen: await start() };
    const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
    const compared = pictures.map(decode).map((pixels) => {
      const [floats, bytes, chosen] = Object.values(sides).map(({ describe }) => describe(pixels));
      const apart = squares(floats.features.map((value, i) => value - bytes.features[i]));
      const expected = sides.chosen.bytes ? bytes : floats;
      const asChosen = chosen.features.every((value, i) => value === expected.features[i]);
      const sentence = ({ words, total }: typeof floats) => ({ words, total });
      return {
        difference: Math.sqrt(apart / squares(floats.features)),
        ...{ floats: sentence(floats), bytes: sentence(bytes), asChosen },
      };
    });
    return compared;
  }, files);

test('bytes give nearly the features that floats give, and the same sentences', { timeout: 120_000 }, async () => {
  const compared = await describeAll();
  for (const { difference, floats, bytes, asChosen } of compared) {
    expect(difference).toBeLessThan(1e-3);
    expect(difference).toBeGreaterThan(0); // they are computed otherwise
    expect(bytes.words).toEqual(floats.words);
    expect(bytes.total).toBeCloseTo(floats.total, 1);
    expect(asChosen).toBe(true);
  }
  expect(new Set(compared.map(({ floats }) => floats.words.join())).size).toBeGreaterThan(3);
});
