// The shipped model, or another decoder in its place, in Node, on the processor. For the command line, evaluation and tests.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Captioner, type LoadOptions, load } from '../model/captioner.ts';
import { startEngine } from '../model/engine.ts';
import { buildKernels } from './build-kernels.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * @param folder whatever file of model/weights/ lies here too is taken from here
 * @throws ReasonError 'no-weights'
 */
export function loadCaptioner(
  folder = inRepository('model/weights'),
  otherDecoder?: LoadOptions['otherDecoder'],
): Promise<Captioner> {
  const placeOf = (file: string) => {
    const own = join(folder, file);
    return existsSync(own) ? own : inRepository(`model/weights/${file}`);
  };
  return load({
    weights: async (file) => new Uint8Array(await readFile(placeOf(file))).buffer,
    kernels: async (build) => buildKernels(build, 'model'),
    compute: 'processor',
    otherDecoder,
  });
}

/** Inkling's own WebAssembly in Node. */
export const startNodeEngine = (bytes?: boolean) => startEngine(async (build) => buildKernels(build, 'model'), bytes);
