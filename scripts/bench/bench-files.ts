// Makes the folder that the bench's page and workers load from: code, weights, networks, pictures. Runs in Node.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { readSafetensors } from '../../model/safetensors.ts';
import { BUILDS, buildKernels } from '../build-kernels.ts';
import { readPixels } from '../image-file.ts';
import { lookAsOnnx, stepAsOnnx } from './decoder-as-onnx.ts';
import { encoderAsOnnx } from './encoder-as-onnx.ts';
import { productsAsOnnx } from './products-as-onnx.ts';
import { PROVIDERS, SIDES } from './side.ts';
import { PRODUCTS } from './work.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const FOLDER = inRepository('dist/bench/');
const WEIGHTS = inRepository('model/weights/');
const TFJS = inRepository('node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** @param pictures image files @returns the folder */
export async function makeFolder(pictures: string[]): Promise<string> {
  console.error('Building the bench …');
  await bundle();
  const write = (name: string, content: string | Uint8Array) => writeFile(FOLDER + name, content);
  await write('index.html', '<!doctype html><title>Bench</title><link rel="icon" href="data:,">');
  for (const name of BUILDS) await write(`${name}.wasm`, buildKernels(name, 'model'));
  for (const name of ['encoder.safetensors', 'decoder.safetensors', 'model.json'])
    await copyFile(WEIGHTS + name, FOLDER + name);
  await copyFile(`${TFJS}tfjs-backend-wasm-simd.wasm`, `${FOLDER}tfjs-backend-wasm-simd.wasm`);
  for (const [name, network] of Object.entries(await networks())) await write(`${name}.onnx`, network);
  const pixels = await Promise.all(pictures.map(async (file) => readPixels(await readFile(file))));
  await write('pictures', Buffer.concat(pixels));
  return FOLDER;
}

/** Each side as one file of code; the runtimes' own WebAssembly comes along. */
async function bundle(): Promise<void> {
  const input = Object.fromEntries(SIDES.map((side) => [side, inRepository(`scripts/bench/${side}-side.ts`)]));
  await build({
    configFile: false,
    logLevel: 'error',
    root: inRepository('scripts/bench'),
    base: './',
    publicDir: false,
    build: {
      outDir: FOLDER,
      emptyOutDir: true,
      target: 'esnext',
      modulePreload: false,
      chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  });
}

async function networks(): Promise<Record<string, Uint8Array>> {
  const read = async (name: string) => readSafetensors(new Uint8Array(await readFile(WEIGHTS + name)).buffer);
  const [encoder, decoder] = [await read('encoder.safetensors'), await read('decoder.safetensors')];
  const { beams } = JSON.parse(await readFile(`${WEIGHTS}model.json`, 'utf8'));
  const products = PROVIDERS.map((name) => {
    const { size, count } = PRODUCTS[name];
    return [`products-${name}`, productsAsOnnx(size, count)];
  });
  return {
    encoder: encoderAsOnnx(encoder),
    look: lookAsOnnx(decoder, beams),
    step: stepAsOnnx(decoder, beams),
    ...Object.fromEntries(products),
  };
}
