// Compiles Inkling's own WebAssembly kernels, once for each state of their source. Runs in Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import type { Build } from '../model/engine.ts';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
/** Those of the shipped network; those that training has beside tfjs's. */
const SOURCES = { model: inRepository('model/kernels/'), training: inRepository('training/kernels/') };
const COMPILER = inRepository('node_modules/assemblyscript/bin/asc.js');
const COMPILER_VERSION = inRepository('node_modules/assemblyscript/package.json');
const OPTIONS = '-O3 --noAssert --runtime stub --importMemory --noExportMemory --disableWarning 201'.split(' ');

/** Builds for different engines, and the features of WebAssembly that they use. */
const FEATURES: Record<Build, string[]> = { simd: ['simd'], 'relaxed-simd': ['simd', 'relaxed-simd'] };

export const BUILDS = Object.keys(FEATURES) as Build[];

/**
 * The kernels as a WebAssembly binary. Not committed, so that nothing runs that cannot be read; compiling takes two
 * seconds, and `dist/kernels` keeps the result until the source changes.
 * @throws Error with what the compiler said
 */
export function buildKernels(name: Build, whose: keyof typeof SOURCES): Uint8Array<ArrayBuffer> {
  const folder = inRepository('dist/kernels');
  const file = `${folder}/${whose}-${name}-${fingerprint()}.wasm`;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid}-${threadId}`; // several may be at it at once
    const features = FEATURES[name].flatMap((feature) => ['--enable', feature]);
    const command = [COMPILER, `${SOURCES[whose]}index.ts`, ...OPTIONS, ...features, '--outFile', part];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the kernels cannot be compiled: ${stdout}${stderr}`);
    renameSync(part, file);
  }
  return new Uint8Array(readFileSync(file));
}

/** Of everything that decides what comes out. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(COMPILER_VERSION));
  for (const source of Object.values(SOURCES)) {
    for (const file of readdirSync(source).sort()) hash.update(readFileSync(source + file));
  }
  return hash.update(OPTIONS.join()).digest('hex').slice(0, 12);
}
