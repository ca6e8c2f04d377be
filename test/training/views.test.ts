// Cached features as learning reads them, plain and mirrored. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWasm } from '../../model/backend.ts';
import { END, FEATURES, REGIONS } from '../../model/encoder.ts';
import { floatsToHalves } from '../../model/float16.ts';
import { FeatureFile, valuesBefore } from '../../training/features.ts';
import { WASM_PATH } from '../../training/files.ts';
import { seededRandom } from '../../training/random.ts';
import { drawViews, type Place, readGrid, readMeans } from '../../training/views.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-views-'));
beforeAll(() => startWasm(WASM_PATH));
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
  const views = { plain: write('plain.f16', 1), mirrored: write('mirrored.f16', 5) };
  const grid = readGrid(views, [1, 0, 1], ['plain', 'mirrored', 'mirrored']);
  expect(grid.shape).toEqual([3 * REGIONS, FEATURES]);
  const firstOf = (picture: number) => grid.arraySync()[picture * REGIONS + 1][7];
  expect([0, 1, 2].map(firstOf)).toEqual([2, 5, 6]);
  expect(readGrid(views, [0]).arraySync()[0][0]).toBe(2);
  const means = readMeans(views, [0, 1], ['plain', 'mirrored']);
  expect(means.shape).toEqual([2, FEATURES]);
  expect(means.arraySync()[1][9]).toBeCloseTo((6 * 82) / 81, 2);
});

test('half of the pictures are mirrored, none where there are no mirrored ones', () => {
  const plain = { path: '', slots: 1, values: 1 };
  const drawn = drawViews({ plain, mirrored: plain }, 1000, seededRandom(1));
  expect(drawn.filter((view) => view === 'mirrored').length / 1000).toBeCloseTo(0.5, 1);
  expect(new Set(drawViews({ plain }, 100, seededRandom(1)))).toEqual(new Set(['plain']));
});
