// The encoder by onnxruntime-web, on the processor or on a graphics card. Runs in a worker of the bench.
import type { Tensor } from 'onnxruntime-web';
import { SIDE } from '../../model/preprocess.ts';
import type { Network } from './onnxruntime-network.ts';

export interface Encoder {
  /** RGB bytes [260·260·3] → features [81, 1280], which stay where they are until they are disposed of. */
  look(pixels: Uint8Array): Promise<Tensor>;
  /** The same in ordinary memory. */
  encode(pixels: Uint8Array): Promise<Float32Array>;
}

/**
 * Without the runtime's graph capture, which would repeat recorded commands: in version 1.30.0 it repeats the features of
 * the first picture, whatever it is given.
 */
export async function openEncoder({ open, location, Tensor }: Network): Promise<Encoder> {
  const session = await open('encoder', { preferredOutputLocation: location });
  const look = async (pixels: Uint8Array) => {
    const input = new Tensor('float32', new Float32Array(pixels), [SIDE, SIDE, 3]);
    return (await session.run({ pixels: input })).features;
  };
  const encode = async (pixels: Uint8Array) => (await look(pixels)).getData(true) as Promise<Float32Array>;
  return { look, encode };
}
