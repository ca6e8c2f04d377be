// Starts tfjs with Inkling's own kernels in Node. Runs in training workers.
import { setFlagsFromString } from 'node:v8';
import { startWasm } from '../../model/backend.ts';
import { registerDepthwise, registerDepthwiseGradients } from '../../model/depthwise.ts';
import { registerMatMul } from '../../model/matmul.ts';
import { buildForThisEngine, loadKernels } from '../../model/own-kernels.ts';
import { registerRowKernels } from '../../model/row-kernels.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { WASM_PATH } from '../files.ts';

/** Starts tfjs on WASM with Inkling's own kernels. @returns which build of them is used */
export async function startFastWasm(): Promise<string> {
  await startWasm(WASM_PATH);
  // Node 20 knows relaxed SIMD, which became standard with Node 22, but does not allow it unasked.
  if (buildForThisEngine() === 'simd' && process.version.startsWith('v20.')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
  const build = buildForThisEngine();
  const kernels = await loadKernels(buildKernels(build));
  registerMatMul(kernels);
  registerRowKernels(kernels);
  registerDepthwise(kernels);
  registerDepthwiseGradients(kernels);
  return build;
}
