// Compiles Inkling's own WebAssembly kernels, once for each state of their source. Runs in Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SOURCE = inRepository('model/kernels/');
const COMPILER = inRepository('node_modules/assemblyscript/bin/asc.js');
const COMPILER_VERSION = inRepository('node_modules/assemblyscript/package.json');
const OPTIONS = '-O3 --noAssert --runtime stub --importMemory --noExportMemory --disableWarning 201'.split(' ');

/** Builds for different engines, and the features of WebAssembly that they use. */
const BUILDS = { simd: ['simd'], 'relaxed-simd': ['simd', 'relaxed-simd'] };

/**
 * The kernels as a WebAssembly binary. Not committed, so that nothing runs that cannot be read; compiling takes two
 * seconds, and `dist/kernels` keeps the result until the source changes.
 * @throws Error with what the compiler said
 */
export function buildKernels(name: keyof typeof BUILDS): Uint8Array<ArrayBuffer> {
  const folder = inRepository('dist/kernels');
  const file = `${folder}/${name}-${fingerprint()}.wasm`;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid}-${threadId}`; // several may be at it at once
    const features = BUILDS[name].flatMap((feature) => ['--enable', feature]);
    const command = [COMPILER, `${SOURCE}index.ts`, ...OPTIONS, ...features, '--outFile', part];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the kernels cannot be compiled: ${stdout}${stderr}`);
    renameSync(part, file);
  }
  return new Uint8Array(readFileSync(file));
}

/** Of everything that decides what comes out. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(COMPILER_VERSION));
  for (const file of readdirSync(SOURCE).sort()) hash.update(readFileSync(SOURCE + file));
  return hash.update(OPTIONS.join()).digest('hex').slice(0, 12);
}
