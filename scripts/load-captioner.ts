// The shipped model in Node, on the processor. For the command line, evaluation and tests.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Captioner, load } from '../model/captioner.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @throws ReasonError 'no-weights' */
export function loadCaptioner(): Promise<Captioner> {
  return load({
    weights: async (file) => new Uint8Array(await readFile(inRepository(`model/weights/${file}`))).buffer,
    wasmPath: inRepository('node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
    compute: 'processor',
  });
}
