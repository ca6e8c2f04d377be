// The safetensors reader and writer. Runs in Node.
import { expect, test } from 'vitest';
import { type NamedArrays, readMetadata, readSafetensors, writeSafetensors } from '../../model/safetensors.ts';

const arrays: NamedArrays = new Map([
  ['a/kernel', { shape: [2, 3], values: Float32Array.of(1, -2, 0.5, 0, 4, 65504) }],
  ['b', { shape: [1], values: Float32Array.of(0.1) }],
]);
const buffer = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;

test('float32 comes back exactly, with its notes', () => {
  const file = buffer(writeSafetensors(arrays, 'F32', { source: 'a test' }));
  expect(readSafetensors(file)).toEqual(arrays);
  expect(readMetadata(file)).toEqual({ source: 'a test' });
});

test('float16 comes back rounded', () => {
  const read = readSafetensors(buffer(writeSafetensors(arrays, 'F16')));
  expect(read.get('a/kernel')).toEqual(arrays.get('a/kernel'));
  expect(read.get('b')?.values[0]).toBe(0.0999755859375); // the half nearest to 0.1
});

test('the layout is the published one: length, JSON, data', () => {
  const file = writeSafetensors(new Map([['x', { shape: [2], values: Float32Array.of(1, 2) }]]), 'F32');
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  expect((8 + length) % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  expect(header.x).toEqual({ dtype: 'F32', shape: [2], data_offsets: [0, 8] });
  expect([...new Float32Array(file.slice(8 + length).buffer)]).toEqual([1, 2]);
});

test('a truncated file is an error, not wrong numbers', () => {
  const file = writeSafetensors(arrays, 'F32');
  expect(() => readSafetensors(buffer(file.subarray(0, file.length - 4)))).toThrow(/truncated/);
  expect(() => readSafetensors(buffer(file.subarray(0, 20)))).toThrow();
});
