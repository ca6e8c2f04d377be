// Inkling in the bench: what ships, with the parts that model/captioner.ts is made of. Runs in a worker of the bench.
import { beamSearch, type Seen } from '../../model/beam-search.ts';
import { type Engine, startEngine } from '../../model/engine.ts';
import { AFTER, FINE, storeLayer } from '../../model/layers.ts';
import { round } from '../../model/rounded.ts';
import { createRunner } from '../../model/runner.ts';
import { type NamedArray, readSafetensors } from '../../model/safetensors.ts';
import { createWasmDecoder } from '../../model/wasm-decoder.ts';
import { offer, type Product, type Side, type Task } from './side.ts';
import { matrixOf, PRODUCTS } from './work.ts';

async function load({ provider, files, beams, maximumWords }: Task): Promise<Side> {
  const engine = await startEngine((build) => files(`${build}.wasm`));
  const encoder = readSafetensors(await files('encoder.safetensors'));
  const runner = await createRunner(encoder, provider === 'wasm' ? 'processor' : 'graphics card', engine);
  if (runner.backend !== provider) throw new Error(`Inkling does not run on ${provider}: ${runner.why}`);
  const decoder = createWasmDecoder(engine, readSafetensors(await files('decoder.safetensors')));
  let rows = 0;
  const counted = (seen: Seen): Seen => ({
    ...seen,
    read(from, words, counts) {
      rows += from.length;
      return seen.read(from, words, counts);
    },
  });
  return {
    note: `products of ${engine.bytes ? 'bytes' : 'floats'}${provider === 'webgpu' ? ' in the decoder' : ''}`,
    encode: (pixels) => runner.encode(pixels),
    async say(features) {
      const seen = decoder.look(features);
      const [[best]] = beamSearch(counted(seen), beams, maximumWords);
      seen.forget();
      return best.words;
    },
    rows: () => rows,
    multiply: provider === 'wasm' ? productsOf(engine) : undefined,
  };
}

const { size, count } = PRODUCTS.wasm;

function productsOf(engine: Engine): { floats: Product; bytes?: Product } {
  const matrix: NamedArray = { shape: [size, size], values: matrixOf(size) };
  const floats = productOf(engine, matrix);
  return engine.bytes ? { floats, bytes: productOf(engine, round(matrix, 'column', FINE)) } : { floats };
}

function productOf(engine: Engine, matrix: NamedArray): Product {
  const { kernels, allocate, store } = engine;
  const { address } = storeLayer(engine, matrix, undefined, 'many');
  const x = store(matrix.values);
  const [y, space] = [allocate(4 * size * size), allocate(kernels.layerSpace(address, size))];
  return { size, count, run: async () => kernels.applyLayer(address, size, x, AFTER.nothing, y, space) };
}

offer(load);
