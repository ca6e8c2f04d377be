// Puts layers into the memory of Inkling's own WebAssembly, in whichever form is fastest there. Runs everywhere.
import type { Engine } from './engine.ts';
import { type Rounded, round } from './rounded.ts';
import type { NamedArray } from './safetensors.ts';

/** What becomes of a product: the constants of kernels/float-tile.ts. */
export const AFTER = { nothing: 0, relu: 1, relu6: 2 } as const;

/** The constants of kernels/layer.ts. */
const KINDS = { floats: 0, bytes: 1, levels: 2 } as const;

/** A layer in memory: the address of a `Layer` in kernels/layer.ts, and its sizes. */
export interface StoredLayer {
  address: number;
  inputs: number;
  /** Rounded up to whole panels, the last columns zero. */
  outputs: number;
}

/** Columns of a panel. */
const PANEL = 8;
/** Steps per standard deviation where weights were not rounded before: as fine as bytes can be. */
export const FINE = 24;

/**
 * @param kernel [… inputs, outputs]; or [outputs, inputs], where it is rounded with a step for each row
 * @param rows how many rows it is for; a few are multiplied with rounded weights in any case
 */
export function storeLayer(
  engine: Engine,
  kernel: NamedArray,
  bias: NamedArray | undefined,
  rows: 'many' | 'few',
): StoredLayer {
  const rounded = kernel.rounded ?? (rows === 'few' ? round(kernel, 'column', FINE).rounded : undefined);
  const bytes = rounded && engine.bytes ? storeBytes(engine, rounded) : undefined;
  const stored = bytes ?? (rounded && rows === 'few' ? storeLevels(engine, rounded) : storeFloats(engine, kernel));
  const { kind, inputs, outputs, panels, steps, offsets } = stored;
  const address = engine.store(bias?.values ?? new Float32Array(0), outputs);
  const numbers = Int32Array.of(kind, inputs, outputs, panels, address, steps, offsets);
  return { address: engine.store(numbers), inputs, outputs };
}

const wholePanels = (columns: number) => Math.ceil(columns / PANEL) * PANEL;

function sizesOf({ levels, steps, per }: Rounded) {
  const inputs = levels.length / steps.length;
  return { inputs, columns: steps.length, outputs: wholePanels(steps.length), turned: per === 'row' };
}

function storeBytes({ kernels, zeros, store, borrow }: Engine, rounded: Rounded) {
  const { inputs, columns, outputs, turned } = sizesOf(rounded);
  const panels = zeros(inputs * outputs);
  const offsets = zeros(4 * outputs);
  borrow(rounded.levels, (levels) => kernels.arrangeBytes(inputs, columns, levels, turned, panels));
  kernels.sumLevels(inputs, outputs, panels, offsets);
  return { kind: KINDS.bytes, inputs, outputs, panels, offsets, steps: store(rounded.steps, outputs) };
}

function storeLevels({ kernels, zeros, store, borrow }: Engine, rounded: Rounded) {
  const { inputs, columns, outputs, turned } = sizesOf(rounded);
  const panels = zeros(inputs * outputs);
  borrow(rounded.levels, (levels) => kernels.arrangeLevels(inputs, columns, levels, turned, panels));
  return { kind: KINDS.levels, inputs, outputs, panels, offsets: 0, steps: store(rounded.steps, outputs) };
}

function storeFloats(engine: Engine, kernel: NamedArray) {
  const outputs = kernel.shape[kernel.shape.length - 1];
  const inputs = sizeOf(kernel.shape) / outputs;
  return { kind: KINDS.floats, inputs, outputs, panels: storePanels(engine, kernel, inputs), offsets: 0, steps: 0 };
}

/** A layer for one row at a time: x [inputs] → a copy of [outputs], one for each bias. */
export function createLinear(engine: Engine, kernel: NamedArray, bias: NamedArray): (x: Float32Array) => Float32Array {
  const { kernels, allocate, floats, write } = engine;
  const { address, inputs, outputs } = storeLayer(engine, kernel, bias, 'few');
  const [input, output] = [inputs, outputs].map((count) => allocate(4 * count));
  const space = allocate(kernels.layerSpace(address, 1));
  return (x) => {
    write(input, x);
    kernels.applyLayer(address, 1, input, AFTER.nothing, output, space);
    return floats(output, bias.values.length).slice();
  };
}

/** A matrix [… k, n] as panels of floats. @param rows k, or more: then zeros follow */
export function storePanels(engine: Engine, array: NamedArray, rows: number): number {
  const { shape, rounded } = array;
  const { kernels, allocate, borrow, store } = engine;
  const n = shape[shape.length - 1];
  const panels = allocate(4 * rows * n);
  if (rounded) {
    const steps = store(rounded.steps);
    borrow(rounded.levels, (levels) => kernels.unpackLevels(rows, n, levels, steps, panels));
  } else {
    const padded = new Float32Array(rows * n);
    padded.set(array.values);
    borrow(padded, (floats) => kernels.unpackFloats(rows, n, floats, panels));
  }
  return panels;
}

const sizeOf = (shape: number[]) => shape.reduce((a, b) => a * b, 1);
