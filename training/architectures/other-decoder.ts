// Decoders of the architectures that do not ship, where the captioner wants a decoder. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../../model/beam-search.ts';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { readMetadata, readSafetensors } from '../../model/safetensors.ts';
import { startWasm } from '../start-wasm.ts';
import { ARCHITECTURES } from './all.ts';
import { architectureOf, createDecoder } from './decoder.ts';

/** @returns nothing for what ships, which the captioner has itself @throws Error where nobody knows the architecture */
export async function otherDecoder(file: ArrayBuffer): Promise<Decoder<Float32Array> | undefined> {
  const architecture = architectureOf(readMetadata(file), ARCHITECTURES);
  if (architecture === ARCHITECTURES[0]) return undefined;
  await startWasm();
  const decoder = createDecoder(architecture, readSafetensors(file));
  return {
    look(features) {
      const grid = tf.tensor2d(features, [REGIONS, FEATURES]);
      const seen = decoder.look(grid);
      grid.dispose();
      return seen;
    },
    dispose: () => decoder.dispose(),
  };
}
