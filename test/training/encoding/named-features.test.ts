// Features by the names of pictures, those that could be read. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FEATURES } from '../../../model/encoder.ts';
import { FeatureFile, GRID } from '../../../training/encoding/features.ts';
import { openGrids, poolPictures, readableSlots } from '../../../training/encoding/named-features.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-named-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three pictures, the second of which is no picture; the others have features 1 and 2 everywhere. */
const path = join(folder, 'three.f16');
const file = new FeatureFile(path, 3, 'write');
const [ONE, TWO] = [0x3c00, 0x4000]; // as float16
[ONE, 0, TWO].forEach((half, slot) => file.write(slot, new Uint16Array(GRID).fill(half)));
file.close();

test('what could not be read has no slot, and asking for it is an error', () => {
  const slots = readableSlots(path, ['a', 'broken', 'b']);
  expect([...slots]).toEqual([
    ['a', 0],
    ['b', 2],
  ]);
  const grids = openGrids({ path, slots });
  expect(grids.read('b')).toEqual(new Float32Array(GRID).fill(2));
  expect(() => grids.read('broken')).toThrow('broken could not be encoded: take it out');
  grids.close();
});

test('features are pooled in the order of the names', () => {
  const encoded = { path, slots: readableSlots(path, ['a', 'broken', 'b']) };
  const pooled = poolPictures(encoded, ['b', 'a'], (grid) => grid.slice(0, FEATURES));
  expect([pooled.length, pooled[0], pooled[FEATURES]]).toEqual([2 * FEATURES, 2, 1]);
});
