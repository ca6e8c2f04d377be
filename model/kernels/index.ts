// What the module of the shipped network's kernels exports; engine.ts loads it. AssemblyScript.
export { attendTo } from './attention';
export { dotOf } from './byte-tile';
export { lstmCell, tanhOf } from './gates';
export { applyLayer, layerSpace } from './layer';
export { countPixels, pixelSpace } from './pixels';
export { invertedResidual, residualSpace } from './residual';
export { stem, stemSpace } from './stem';
export { arrangeBytes, arrangeLevels, sumLevels, unpackFloats, unpackLevels } from './unpack';

/** Where memory is free. */
export function heapBase(): usize {
  return __heap_base;
}
