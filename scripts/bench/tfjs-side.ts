// Plain tfjs in the bench, the baseline: what training computes with. Runs in a worker of the bench.
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createEncoder } from '../../model/tfjs-encoder.ts';
import { ATTEND } from '../../training/architectures/attend.ts';
import { createDecoder } from '../../training/architectures/decoder.ts';
import { offer, type Product, type Provider, type Side, type Task } from './side.ts';
import { matrixOf, PRODUCTS } from './work.ts';

/** The decoder reads words back at every step, which only WASM does well: it is there, wherever the encoder is. */
async function load({ provider, files, beams, maximumWords }: Task): Promise<Side> {
  setWasmPaths('./');
  setThreadsCount(1);
  await use('wasm');
  const decoder = createDecoder(ATTEND, readSafetensors(await files('decoder.safetensors')));
  await use(provider);
  const encoder = createEncoder(readSafetensors(await files('encoder.safetensors')));
  return {
    note: provider === 'webgpu' ? 'the decoder on WASM' : 'SIMD',
    async encode(pixels) {
      await use(provider);
      const grid = encoder.encode(pixels);
      const features = await grid.data<'float32'>();
      grid.dispose();
      return features;
    },
    async say(features) {
      await use('wasm');
      const grid = tf.tensor2d(features, [REGIONS, FEATURES]);
      const seen = decoder.look(grid);
      const [[best]] = beamSearch(seen, beams, maximumWords);
      seen.forget();
      grid.dispose();
      return best.words;
    },
    multiply: { floats: productOf(provider) },
  };
}

async function use(provider: Provider): Promise<void> {
  if (tf.getBackend() !== provider && !(await tf.setBackend(provider))) throw new Error(`tfjs has no ${provider} here`);
}

function productOf(provider: Provider): Product {
  const { size, count } = PRODUCTS[provider];
  const matrix = tf.tensor2d(matrixOf(size), [size, size]);
  const multiply = () => {
    let x: tf.Tensor2D = matrix;
    for (let i = 0; i < count; i++) x = tf.matMul(x, matrix) as tf.Tensor2D;
    return tf.slice(x, [0, 0], [1, 1]);
  };
  const run = async () => {
    await use(provider);
    const corner = tf.tidy(multiply);
    await corner.data();
    corner.dispose();
  };
  return { size, count, run };
}

offer(load);
