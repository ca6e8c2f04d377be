// Writes down what the files of the network are, so that the extension notices when one is damaged. Runs in Node.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHT_FILES } from '../model/weight-files.ts';

/** Path inside the extension → SHA-256 in hex. */
export type Digests = Record<string, string>;

/** Makes digests.json in the folder of an extension, about the kernels and weights that lie there. */
export function writeDigests(folder: string): void {
  const kernels = readdirSync(join(folder, 'wasm')).map((name) => `wasm/${name}`);
  const weights = Object.values(WEIGHT_FILES).map((name) => `weights/${name}`);
  const present = [...kernels, ...weights].filter((path) => existsSync(join(folder, path)));
  const digest = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  const digests: Digests = Object.fromEntries(present.map((path) => [path, digest(path)]));
  writeFileSync(join(folder, 'digests.json'), JSON.stringify(digests));
}
