// Starts tfjs with Inkling's own kernels in Node. Runs in training workers.
import { setFlagsFromString } from 'node:v8';
import { buildForThisEngine } from '../../model/engine.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { startWasm } from '../start-wasm.ts';
import { registerDepthwise, registerDepthwiseGradients } from './depthwise.ts';
import { registerMatMul } from './matmul.ts';
import { loadKernels } from './own-kernels.ts';
import { registerRowKernels } from './row-kernels.ts';

/** Starts tfjs on WASM with Inkling's own kernels. @returns which build of them is used */
export async function startFastWasm(): Promise<string> {
  await startWasm();
  // Node 20 knows relaxed SIMD, which became standard with Node 22, but does not allow it unasked.
  if (buildForThisEngine() === 'simd' && process.version.startsWith('v20.')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
  const build = buildForThisEngine();
  const kernels = await loadKernels(buildKernels(build, 'training'));
  registerMatMul(kernels);
  registerRowKernels(kernels);
  registerDepthwise(kernels);
  registerDepthwiseGradients(kernels);
  return build;
}
