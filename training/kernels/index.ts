// What the module of Inkling's kernels for training exports; own-kernels.ts loads it. AssemblyScript.
export { clampGradient } from './clamp-gradient';
export { depthwise, depthwiseFilter, depthwiseInput, depthwiseSpace } from './depthwise';
export { matMul, packedSize, packMatrix, workspace } from './matmul';
export { copyRows, gatherRows, sumRows } from './rows';
