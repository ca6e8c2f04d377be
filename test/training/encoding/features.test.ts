// The feature file: slots, checksums, reopening, and what a kill or a full disk leaves of it. Runs in Node.
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { floatsToHalves } from '../../../model/float16.ts';
import { FeatureFile, GRID, isWhole } from '../../../training/encoding/features.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

const features = (seed: number) => Float32Array.from({ length: GRID }, (_, i) => ((i + seed) % 13) / 4);

const same = (a: Float32Array, b: Float32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

function fill(name: string, slots: number[], count = slots.length): string {
  const path = join(folder, name);
  const file = new FeatureFile(path, count, 'write');
  for (const slot of slots) file.write(slot, floatsToHalves(features(slot)));
  file.close();
  return path;
}

test('what is written to a slot is read from it, after reopening too, and the rest counts as empty', () => {
  const path = fill('some.f16', [1], 3);
  const again = new FeatureFile(path, 3);
  expect(again.empty()).toEqual([0, 2]);
  expect(again.unsound()).toEqual([0, 2]);
  const read = new Float32Array(GRID);
  again.read(1, read);
  expect(same(read, features(1))).toBe(true);
  again.close();
  expect(isWhole(path, 3)).toBe(false);
  fill('some.f16', [0, 2], 3);
  expect(isWhole(path, 3)).toBe(true);
});

test('what is not there is not whole, and is not made by reading', () => {
  const path = join(folder, 'none.f16');
  expect(isWhole(path, 1)).toBe(false);
  expect(() => new FeatureFile(path, 1)).toThrow(/ENOENT/);
  expect(isWhole(path, 1)).toBe(false);
});

test('a changed byte and a cut end are noticed', async () => {
  const path = fill('broken.f16', [0, 1, 2]);
  const file = await open(path, 'r+');
  await file.write(Uint8Array.of(77), 0, 1, GRID * 2 + 1000);
  await file.close();
  const faults = () => {
    const reader = new FeatureFile(path, 3);
    const slots = [reader.empty(), reader.unsound()];
    reader.close();
    return slots;
  };
  expect(faults()).toEqual([[], [1]]);
  truncateSync(path, GRID * 2 * 3 - 1);
  expect(faults()).toEqual([[], [1, 2]]);
});
