// The shape of EfficientNet-Lite2, which turns a picture into a grid of 9 × 9 regions with 1280 features each. Runs everywhere.
// Architecture: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite; weights: see weights/NOTICE.

/** Grid cells (9 × 9) and features in each. */
export const REGIONS = 81;
export const FEATURES = 1280;

/** Mean over the regions: features [81·1280] → [1280]. */
export function averageRegions(features: Float32Array): Float32Array {
  const sums = new Float32Array(FEATURES);
  for (let first = 0; first < features.length; first += 3 * FEATURES) {
    const [second, third] = [first + FEATURES, first + 2 * FEATURES]; // three at once: twice as fast where code is new
    for (let i = 0; i < FEATURES; i++) sums[i] += features[first + i] + features[second + i] + features[third + i];
  }
  return sums.map((sum) => sum / REGIONS);
}

export interface Block {
  kernel: 3 | 5;
  stride: 1 | 2;
  /** Input channels; output channels; the first block has no expansion. */
  input: number;
  output: number;
}

/** Kernel, stride, input, output and repeats of each stage; repeats have stride 1 and a skip connection. */
const STAGES: [kernel: 3 | 5, stride: 1 | 2, input: number, output: number, repeats: number][] = [
  [3, 1, 32, 16, 1],
  [3, 2, 16, 24, 3],
  [5, 2, 24, 48, 3],
  [3, 2, 48, 88, 4],
  [5, 1, 88, 120, 4],
  [5, 2, 120, 208, 5],
  [3, 1, 208, 352, 1],
];
export const BLOCKS: Block[] = STAGES.flatMap(([kernel, stride, input, output, repeats]) =>
  Array.from({ length: repeats }, (_, i) =>
    i === 0 ? { kernel, stride, input, output } : { kernel, stride: 1, input: output, output },
  ),
);

/** The head counts as the block after the last; what comes before END is the whole encoder's output. */
export const HEAD = BLOCKS.length;
export const END = HEAD + 1;

export const blockName = (index: number) => (index === HEAD ? 'head' : `block_${String(index).padStart(2, '0')}`);

/** Channels of what goes into a block, or comes out at the END. */
export function channelsBefore(block: number): number {
  if (block === END) return FEATURES;
  return block === HEAD ? BLOCKS[HEAD - 1].output : BLOCKS[block].input;
}
