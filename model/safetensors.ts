// Reads and writes named arrays in the safetensors format (https://huggingface.co/docs/safetensors). Runs everywhere.
import { floatsToHalves, halvesToFloats } from './float16.ts';

export interface NamedArray {
  shape: number[];
  values: Float32Array;
}
export type NamedArrays = Map<string, NamedArray>;

interface Entry {
  dtype: 'F16' | 'F32';
  shape: number[];
  data_offsets: [number, number];
}

type Header = Record<string, Entry> & { __metadata__?: Record<string, string> };

function readHeader(file: ArrayBuffer): { header: Header; dataStart: number } {
  const length = Number(new DataView(file).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))), dataStart: 8 + length };
}

/** Reads the values of arrays by name. @throws Error that names the `file` when one is missing. */
export const valuesOf =
  (arrays: NamedArrays, file: string) =>
  (name: string): Float32Array => {
    const array = arrays.get(name);
    if (!array) throw new Error(`${file} weights lack ${name}`);
    return array.values;
  };

/** The file's free-form notes. */
export function readMetadata(file: ArrayBuffer): Record<string, string> {
  return readHeader(file).header.__metadata__ ?? {};
}

/** Parses F16 and F32 tensors into float32 arrays. Throws when the file is truncated or not safetensors. */
export function readSafetensors(file: ArrayBuffer): NamedArrays {
  const { header, dataStart } = readHeader(file);
  const arrays: NamedArrays = new Map();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets } = entry as Entry;
    const bytes = file.slice(dataStart + data_offsets[0], dataStart + data_offsets[1]);
    const values = dtype === 'F16' ? halvesToFloats(new Uint16Array(bytes)) : new Float32Array(bytes);
    if (values.length !== shape.reduce((a, b) => a * b, 1)) throw new Error(`weights are truncated at ${name}`);
    arrays.set(name, { shape, values });
  }
  return arrays;
}

/** Serialises `arrays` in the given precision, tensors in insertion order, header padded so that data is 8-byte aligned. */
export function writeSafetensors(
  arrays: NamedArrays,
  dtype: 'F16' | 'F32',
  metadata: Record<string, string> = {},
): Uint8Array {
  const bytesEach = dtype === 'F16' ? 2 : 4;
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of arrays) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + values.length * bytesEach] };
    offset += values.length * bytesEach;
  }
  const json = JSON.stringify(header);
  const encoded = new TextEncoder().encode(json + ' '.repeat((8 - (new TextEncoder().encode(json).length % 8)) % 8));
  const file = new Uint8Array(8 + encoded.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(encoded.length), true);
  file.set(encoded, 8);
  let position = 8 + encoded.length;
  for (const { values } of arrays.values()) {
    const data = dtype === 'F16' ? floatsToHalves(values) : values;
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}
