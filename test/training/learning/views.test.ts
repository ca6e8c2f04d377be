// Cached features as learning reads them, in several views. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { END, FEATURES, REGIONS } from '../../../model/encoder.ts';
import { floatsToHalves } from '../../../model/float16.ts';
import { FeatureFile, valuesBefore } from '../../../training/encoding/features.ts';
import type { View } from '../../../training/encoding/picture-views.ts';
import { drawViews, type Place, readGrid, readMeans, type Views } from '../../../training/learning/views.ts';
import { seededRandom } from '../../../training/random.ts';
import { startWasm } from '../../../training/start-wasm.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-views-'));
beforeAll(() => startWasm());
afterAll(() => rmSync(folder, { recursive: true }));

/** Two pictures; every number of a picture is its slot + `first`, but region 0 has twice that. */
function write(name: string, first: number): Place {
  const place = { path: join(folder, name), slots: 2, values: valuesBefore(END) };
  const file = new FeatureFile(place.path, 2, 'write');
  for (const slot of [0, 1]) {
    const values = new Float32Array(place.values).fill(first + slot);
    file.write(slot, floatsToHalves(values.fill(2 * (first + slot), 0, FEATURES)));
  }
  file.close();
  return place;
}

test('every picture is read in the view that was drawn for it', () => {
  const views: Views = new Map([
    ['plain', write('plain.f16', 1)],
    ['mirrored', write('mirrored.f16', 5)],
  ]);
  const grid = readGrid(views, [1, 0, 1], ['plain', 'mirrored', 'mirrored']);
  expect(grid.shape).toEqual([3 * REGIONS, FEATURES]);
  const firstOf = (picture: number) => grid.arraySync()[picture * REGIONS + 1][7];
  expect([0, 1, 2].map(firstOf)).toEqual([2, 5, 6]);
  expect(readGrid(views, [0]).arraySync()[0][0]).toBe(2);
  const means = readMeans(views, [0, 1], ['plain', 'mirrored']);
  expect(means.shape).toEqual([2, FEATURES]);
  expect(means.arraySync()[1][9]).toBeCloseTo((6 * 82) / 81, 2);
});

test('every view is as likely as the others', () => {
  const plain = { path: '', slots: 1, values: 1 };
  const names: View[] = ['plain', 'mirrored', 'cropped-1', 'cropped-2'];
  const drawn = drawViews(new Map(names.map((name) => [name, plain])), 2000, seededRandom(1));
  for (const name of names) expect(drawn.filter((view) => view === name).length / 2000).toBeCloseTo(0.25, 1);
  expect(new Set(drawViews(new Map([['plain', plain]]), 100, seededRandom(1)))).toEqual(new Set(['plain']));
});
