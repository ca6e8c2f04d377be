// All learned numbers as one flat shared vector, and Adam on it. Runs in Node: main thread and training workers.
import type { NamedArrays } from '../../model/safetensors.ts';
import { glorot, seededRandom } from '../random.ts';
import type { Settings } from '../settings.ts';

/** Where each array lies in the flat vector. */
export interface Layout {
  length: number;
  parts: Map<string, { offset: number; shape: number[] }>;
}

export function layoutOf(shapes: Record<string, number[]>): Layout {
  const parts: Layout['parts'] = new Map();
  let length = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    parts.set(name, { offset: length, shape });
    length += shape.reduce((a, b) => a * b);
  }
  return { length, parts };
}

/** The view of one named array in a flat vector. */
export function partOf(vector: Float32Array, layout: Layout, name: string): Float32Array {
  const part = layout.parts.get(name);
  if (!part) throw new Error(`there is no parameter ${name}`);
  return vector.subarray(part.offset, part.offset + part.shape.reduce((a, b) => a * b));
}

/** Width of the network: that of a word's embedding. */
export const hiddenOf = ({ parts }: Layout) => parts.get('embedding/kernel')?.shape[1] ?? 0;

/** Copies of all arrays by name, for files. */
export function toArrays(vector: Float32Array, layout: Layout): NamedArrays {
  return new Map(
    [...layout.parts].map(([name, { shape }]) => [name, { shape, values: partOf(vector, layout, name).slice() }]),
  );
}

/** Views of all arrays by name, which change with the vector. */
export const viewsOf = (vector: Float32Array, layout: Layout): NamedArrays =>
  new Map([...layout.parts].map(([name, { shape }]) => [name, { shape, values: partOf(vector, layout, name) }]));

/** Sets those arrays of the layout that are there. */
export function loadArrays(vector: Float32Array, layout: Layout, arrays: NamedArrays): void {
  for (const name of layout.parts.keys()) partOf(vector, layout, name).set(arrays.get(name)?.values ?? []);
}

/**
 * Glorot for matrices, 1 for scales, 0 for biases, but for the LSTMs' forget gates: 1, so that they remember at first (Jozefowicz et
 * al. 2015). @param lstms layers whose last 4·hidden outputs are LSTM gates
 */
export function initialise(vector: Float32Array, layout: Layout, lstms: string[], seed: number): void {
  const random = seededRandom(seed, 7);
  for (const [name, { shape }] of layout.parts) {
    if (shape.length === 2) partOf(vector, layout, name).set(glorot(shape, random));
    if (name.endsWith('/scale')) partOf(vector, layout, name).fill(1);
  }
  const hidden = hiddenOf(layout);
  for (const name of lstms) partOf(vector, layout, `${name}/bias`).fill(1, -3 * hidden, -2 * hidden); // …, i, f, o, g
}

/** The flat vectors that training needs, in memory that all workers see. */
export interface SharedState {
  parameters: Float32Array;
  /** Their running mean: what is judged and kept. */
  averaged: Float32Array;
  /** From this number on they are the encoder's, which learn at a rate of their own. */
  encoderFrom: number;
  /** Adam's first and second moments. */
  first: Float32Array;
  second: Float32Array;
  /** One gradient per worker. */
  gradients: Float32Array[];
  /** One number per worker: squared length of its slice of the summed gradient. */
  squares: Float64Array;
  /** For the barrier. */
  control: Int32Array;
}

/** @param encoderFrom by default none are the encoder's */
export function shareState(length: number, workers: number, encoderFrom = length): SharedState {
  const floats = () => new Float32Array(new SharedArrayBuffer(length * 4));
  return {
    parameters: floats(),
    averaged: floats(),
    encoderFrom,
    first: floats(),
    second: floats(),
    gradients: Array.from({ length: workers }, floats),
    squares: new Float64Array(new SharedArrayBuffer(workers * 8)),
    control: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/** Blocks until all workers have arrived. */
export function barrier(control: Int32Array, workers: number): void {
  const generation = Atomics.load(control, 1);
  if (Atomics.add(control, 0, 1) === workers - 1) {
    Atomics.store(control, 0, 0);
    Atomics.add(control, 1, 1);
    Atomics.notify(control, 1);
    return;
  }
  Atomics.wait(control, 1, generation);
}

/** What Adam and the running mean need to know. */
export interface Pace {
  decoder: number;
  encoder: number;
  beta2: number;
  /** How much of the running mean stays; less at first, when the mean is of few. */
  averaging: number;
}

/**
 * One step of Adam (Kingma & Ba 2015) on worker `w`'s slice, with the gradient summed over workers and clipped by its
 * whole length; then the mean of the weights (Polyak & Juditsky 1992). All workers must call it together.
 */
export function adamStep(state: SharedState, w: number, step: number, pace: Pace, settings: Settings): void {
  const { parameters, averaged, encoderFrom, first, second, gradients, squares, control } = state;
  const workers = gradients.length;
  const start = Math.floor((parameters.length * w) / workers);
  const end = Math.floor((parameters.length * (w + 1)) / workers);
  const [sum, ...others] = gradients;
  barrier(control, workers); // every gradient is there
  let square = 0;
  for (let i = start; i < end; i++) {
    for (const other of others) sum[i] += other[i];
    square += sum[i] * sum[i];
  }
  squares[w] = square;
  barrier(control, workers); // every slice is summed
  const norm = Math.sqrt(squares.reduce((a, b) => a + b));
  const scale = Math.min(1, settings.clipNorm / (norm + 1e-6));
  const { beta1, epsilon } = settings;
  const { beta2 } = pace;
  const [ofDecoder, ofEncoder] = [pace.decoder, pace.encoder].map((rate) => rate / (1 - beta1 ** (step + 1)));
  const renewed = 1 - Math.min(pace.averaging, (1 + step) / (10 + step));
  const correction2 = 1 / (1 - beta2 ** (step + 1)); // multiplied by, because dividing is slow
  for (let i = start; i < end; i++) {
    const gradient = sum[i] * scale;
    first[i] += (1 - beta1) * (gradient - first[i]);
    second[i] += (1 - beta2) * (gradient * gradient - second[i]);
    const rate = i < encoderFrom ? ofDecoder : ofEncoder;
    parameters[i] -= (rate * first[i]) / (Math.sqrt(second[i] * correction2) + epsilon);
    averaged[i] += renewed * (parameters[i] - averaged[i]);
  }
  barrier(control, workers); // every slice is updated
}
