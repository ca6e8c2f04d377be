// Reads and writes named arrays in the safetensors format (https://huggingface.co/docs/safetensors). Runs everywhere.
import { floatsToHalves, halvesToFloats } from './float16.ts';
import { type Rounded, roundedArray, steppedDimension } from './rounded.ts';

export interface NamedArray {
  shape: number[];
  values: Float32Array;
  /** Where the weights are rounded: what `values` is worked out from, anew each time. */
  rounded?: Rounded;
}
export type NamedArrays = Map<string, NamedArray>;

interface Entry {
  dtype: 'F16' | 'F32' | 'I8';
  shape: number[];
  data_offsets: [number, number];
}

type Header = Record<string, Entry> & { __metadata__?: Record<string, string> };

function readHeader(file: ArrayBuffer): { header: Header; dataStart: number } {
  const length = Number(new DataView(file).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))), dataStart: 8 + length };
}

/** Finds arrays by name. @throws Error that names the `file` when one is missing. */
export const arrayOf =
  (arrays: NamedArrays, file: string) =>
  (name: string): NamedArray => {
    const array = arrays.get(name);
    if (!array) throw new Error(`${file} weights lack ${name}`);
    return array;
  };

/** Reads the values of arrays by name. Throws the same. */
export const valuesOf = (arrays: NamedArrays, file: string) => {
  const get = arrayOf(arrays, file);
  return (name: string): Float32Array => get(name).values;
};

/** The file's free-form notes. */
export function readMetadata(file: ArrayBuffer): Record<string, string> {
  return readHeader(file).header.__metadata__ ?? {};
}

/** Rounded weights NAME lie beside an array NAME.steps, with as many dimensions: 1 but for the one that has a step each. */
const STEPS = '.steps';

/** Parses F16 and F32 tensors into float32 arrays, I8 tensors into rounded ones, which keep the file. Throws when the file is truncated or not safetensors. */
export function readSafetensors(file: ArrayBuffer): NamedArrays {
  const { header, dataStart } = readHeader(file);
  const { __metadata__: _, ...entries } = header;
  const read = (name: string) => {
    const { dtype, shape, data_offsets } = entries[name] as Entry;
    const [start, end] = data_offsets.map((offset) => dataStart + offset);
    const values = parse[dtype](file, start, end);
    if (values.length !== sizeOf(shape)) throw new Error(`weights are truncated at ${name}`);
    return { shape, values };
  };
  const arrays: NamedArrays = new Map();
  for (const [name, { dtype }] of Object.entries(entries as Record<string, Entry>)) {
    if (name.endsWith(STEPS)) continue;
    const { shape, values } = read(name);
    if (dtype === 'I8') {
      const steps = read(name + STEPS);
      const per = steps.shape[0] > 1 ? 'row' : 'column';
      const rounded = { levels: values as Int8Array, steps: steps.values as Float32Array, per } as const;
      arrays.set(name, roundedArray(shape, rounded));
    } else arrays.set(name, { shape, values: values as Float32Array });
  }
  return arrays;
}

const sizeOf = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

/** Bytes are not copied: there are millions of them, and they may lie anywhere in the file. */
const parse: Record<Entry['dtype'], (file: ArrayBuffer, start: number, end: number) => Float32Array | Int8Array> = {
  F16: (file, start, end) => halvesToFloats(new Uint16Array(file.slice(start, end))),
  F32: (file, start, end) => new Float32Array(file.slice(start, end)),
  I8: (file, start, end) => new Int8Array(file, start, Math.min(end, file.byteLength) - start),
};

interface Tensor {
  name: string;
  dtype: Entry['dtype'];
  shape: number[];
  data: ArrayBufferView;
}

/**
 * Serialises `arrays`, in the given precision but for those that are rounded; tensors in insertion order, header padded
 * so that data is 8-byte aligned.
 */
export function writeSafetensors(
  arrays: NamedArrays,
  dtype: 'F16' | 'F32',
  metadata: Record<string, string> = {},
): Uint8Array {
  const tensors = [...arrays].flatMap(([name, array]) => tensorsOf(name, array, dtype));
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { name, dtype, shape, data } of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = 8 + Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(start + offset).fill(0x20, 8, start);
  new DataView(file.buffer).setBigUint64(0, BigInt(start - 8), true);
  file.set(json, 8);
  let position = start;
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

function tensorsOf(name: string, array: NamedArray, dtype: 'F16' | 'F32'): Tensor[] {
  const { shape, rounded } = array;
  if (!rounded) return [{ name, dtype, shape, data: dtype === 'F16' ? floatsToHalves(array.values) : array.values }];
  const { levels, steps, per } = rounded;
  const stepsShape = shape.map((size, i) => (i === steppedDimension(shape, per) ? size : 1));
  return [
    { name: name + STEPS, dtype: 'F32', shape: stepsShape, data: steps },
    { name, dtype: 'I8', shape, data: levels },
  ];
}
