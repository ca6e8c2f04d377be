// What goes into each layer of the network for training pictures, as sums of products: what rounding needs to know. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import { createEncoder, type Watch } from '../../model/tfjs-encoder.ts';
import { START } from '../../model/vocabulary.ts';
import type { Architecture } from '../architectures/architecture.ts';
import { createDecoder } from '../architectures/decoder.ts';

/** xᵀx [inputs, inputs] of the inputs x of each layer. */
export type Moments = Map<string, Float64Array>;

/** Sums up what it is told until they are taken. */
function collect(): { watch: Watch; take(): Moments } {
  const sums = new Map<string, tf.Tensor2D>();
  const watch: Watch = (layer, x) => {
    const before = sums.get(layer);
    const products = tf.tidy(() => {
      const own = tf.matMul(tf.transpose(x), x); // faster than with transposeA
      return tf.keep(before ? tf.add(before, own) : own) as tf.Tensor2D;
    });
    before?.dispose();
    sums.set(layer, products);
  };
  const take = () => {
    const moments = new Map([...sums].map(([layer, sum]) => [layer, Float64Array.from(sum.dataSync())]));
    tf.dispose([...sums.values()]);
    return moments;
  };
  return { watch, take };
}

/** Of the encoder's 1 × 1 convolutions. @param pixels [260·260·3] bytes of each picture. Needs a started tfjs backend. */
export async function encoderMoments(arrays: NamedArrays, pixels: AsyncIterable<Uint8Array>): Promise<Moments> {
  const { watch, take } = collect();
  const encoder = createEncoder(arrays, watch);
  for await (const picture of pixels) encoder.encode(picture).dispose();
  encoder.dispose();
  return take();
}

/** One picture for the decoder: its features [81·1280], and its captions as word ids. */
export interface Told {
  grid: Float32Array;
  captions: number[][];
}

/** Of the decoder's layers while it reads captions. Needs a started tfjs backend. */
export function decoderMoments(architecture: Architecture, arrays: NamedArrays, pictures: Told[]): Moments {
  const { watch, take } = collect();
  const decoder = createDecoder(architecture, arrays, watch);
  for (const { grid, captions } of pictures) {
    const x = tf.tensor2d(grid, [REGIONS, FEATURES]);
    const seen = decoder.look(x);
    let from = captions.map(() => 0);
    let running = captions;
    for (let t = 0; running.length > 0; t++) {
      seen.read(
        from,
        running.map((words) => words[t - 1] ?? START),
        [running.length],
      );
      const going = running.map((words) => words.length > t);
      from = [...running.keys()].filter((row) => going[row]);
      running = running.filter((_, row) => going[row]);
    }
    seen.forget();
    x.dispose();
  }
  decoder.dispose();
  return take();
}
