// Where training finds and leaves its files. Runs in Node.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The shipped weights. */
export const WEIGHTS = inRepository('model/weights');
export const weightsFile = (name: string) => `${WEIGHTS}/${name}`;
/** EfficientNet-Lite2 as published: what training begins with. The shipped encoder is what became of it. */
export const BACKBONE = inRepository('training/backbone.safetensors');
/** Folder of tfjs's .wasm files, as its backend wants it. */
export const WASM_PATH = inRepository('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
/** Features and checkpoints; not part of the repository. */
export const CACHE = inRepository('training/cache');
/** The public archives, where nothing else is passed. */
export const DEFAULT_DATA = inRepository('../shared/flickr8k');
/** Photographs of 1,000 sorts of things, named after their ImageNet class. */
export const DEFAULT_PHOTOS = inRepository('../shared/photos');

/** A file as the ArrayBuffer that model/ reads. */
export function readBuffer(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path)).buffer;
}

/** First 12 hex digits of a file's SHA-256: names what was computed from it. */
export function fingerprint(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
}

/** The files that decide what is said; calibration.json belongs to exactly these. */
const CALIBRATED = [
  'encoder.safetensors',
  'decoder.safetensors',
  'gate.safetensors',
  'detectors.safetensors',
  'labels.safetensors',
  'labels.json',
  'vocabulary.json',
  'words.json',
];

/** First 16 hex digits of the SHA-256 of those files, one after another. */
export function weightsFingerprint(): string {
  const hash = createHash('sha256');
  for (const file of CALIBRATED) hash.update(readFileSync(weightsFile(file)));
  return hash.digest('hex').slice(0, 16);
}

/** FNV-1a over UTF-8, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashText(text: string): number {
  return new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
}

/** Writes all or nothing: a kill in the middle leaves the old file, and two processes may write the same. */
export function writeAtomically(path: string, data: Uint8Array | string): void {
  const part = `${path}.${process.pid}.part`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(part, data);
  renameSync(part, path);
}
