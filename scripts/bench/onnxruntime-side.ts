// onnxruntime-web in the bench, with the same network (encoder-as-onnx.ts, decoder-as-onnx.ts). Runs in a worker of the bench.
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { goldenPixels } from '../../model/golden.ts';
import { openDecoder } from './onnxruntime-decoder.ts';
import { openEncoder } from './onnxruntime-encoder.ts';
import { type Network, networkOn } from './onnxruntime-network.ts';
import { offer, type Product, type Provider, type Side, type Task } from './side.ts';
import { matrixOf, PRODUCTS } from './work.ts';

const GRID = [REGIONS, FEATURES];

async function load({ provider, files, ...settings }: Task): Promise<Side> {
  const processor = networkOn('wasm', files);
  const sayOnProcessor = await openDecoder(processor, settings);
  const say = (features: Float32Array) => sayOnProcessor(new processor.Tensor('float32', features, GRID));
  if (provider === 'wasm') {
    const { encode } = await openEncoder(processor);
    return { encode, say, multiply: { floats: await productOf(processor, 'wasm') }, note: 'one thread, SIMD' };
  }

  const card = networkOn('webgpu', files);
  const { encode, look } = await openEncoder(card);
  const sayOnCard = await openDecoder(card, settings);
  const multiply = { floats: await productOf(card, 'webgpu') };
  const onProcessor = { encode, say, multiply, note: 'the decoder on WASM, which is faster' };
  const onCard: Side = {
    ...{ encode, multiply, note: 'the decoder on WebGPU, which is faster' },
    say: (features) => sayOnCard(new card.Tensor('float32', features, GRID)),
    async describe(pixels) {
      const features = await look(pixels); // they stay there
      const words = await sayOnCard(features);
      features.dispose();
      return words;
    },
  };
  const features = await encode(goldenPixels());
  const [there, here] = [await timeOf(() => onCard.say(features)), await timeOf(() => say(features))];
  return there < here ? onCard : onProcessor;
}

async function productOf({ open, Tensor }: Network, provider: Provider): Promise<Product> {
  const { size, count } = PRODUCTS[provider];
  const session = await open(`products-${provider}`);
  const x = new Tensor('float32', matrixOf(size), [size, size]);
  return { size, count, run: () => session.run({ x }) };
}

/** Milliseconds: the least of a few runs. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}

offer(load);
