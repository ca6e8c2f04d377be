// The feature file: slots, flags, reopening. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { floatsToHalves } from '../../model/float16.ts';
import { FeatureFile, GRID, readIndex } from '../../training/features.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-features-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is written to a slot is read from it, after reopening too, and the rest counts as empty', () => {
  const path = join(folder, 'features.f16');
  const features = Float32Array.from({ length: GRID }, (_, i) => (i % 13) / 4);
  const file = new FeatureFile(path, 3);
  expect([...file.filled()]).toEqual([0, 0, 0]);
  file.write(1, floatsToHalves(features));
  file.close();
  const again = new FeatureFile(path, 3);
  expect([...again.filled()]).toEqual([0, 1, 0]);
  const read = new Float32Array(GRID);
  again.read(1, read);
  expect(Buffer.compare(Buffer.from(read.buffer), Buffer.from(features.buffer))).toBe(0);
  again.close();
  expect(readIndex(join(folder, 'none.json'))).toBeNull();
});
