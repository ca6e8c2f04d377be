// Which weights are kept as the best. Runs in Node.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Beam } from '../../../model/beam-search.ts';
import { readMetadata, readSafetensors } from '../../../model/safetensors.ts';
import { devHalf } from '../../../training/data/captions.ts';
import { readBuffer } from '../../../training/files.ts';
import { layoutOf, shareState } from '../../../training/learning/parameters.ts';
import { createJudge } from '../../../training/run/judge.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-judge-'));
afterAll(() => rmSync(folder, { recursive: true }));
const vocabulary = ['a', 'dog', 'cat', 'runs', 'sleeps'];
const files = Array.from({ length: 12 }, (_, i) => `${i}.jpg`);
const captions = new Map(files.map((file, i) => [file, [i % 2 ? 'a dog runs' : 'a cat sleeps', 'a']]));
const layout = layoutOf({ 'a/kernel': [1, 1] });
const beam = (words: number[]): Beam => ({ words, logProbabilities: [], total: 0 });
/** Right where `isRight` says so. */
const sentences = (isRight: (file: string) => boolean) =>
  new Map(files.map((file, i) => [file, beam(isRight(file) === Boolean(i % 2) ? [0, 1, 3] : [0, 2, 4])]));

test('the averaged weights are kept when the half that chooses likes them better, and only then', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const state = shareState(1, 1);
  const run = { folder, metadata: { architecture: 'attend' }, vocabulary, layout, state };
  const best = join(folder, 'best.safetensors');
  const kept = () => readSafetensors(readBuffer(best)).get('a/kernel')?.values[0];
  const { judge } = createJudge(run, captions, []);
  state.averaged[0] = 1;
  const onlyOther = judge(
    'one',
    sentences((file) => devHalf(file) === 'calibrate'),
  );
  expect(existsSync(best)).toBe(true);
  state.averaged[0] = 2;
  const all = judge(
    'two',
    sentences(() => true),
  );
  expect(all.choosing).toBeGreaterThan(onlyOther.choosing);
  expect(kept()).toBe(2);
  state.averaged[0] = 3;
  judge(
    'three',
    sentences(() => false),
  );
  expect(kept()).toBe(2);
  expect(readMetadata(readBuffer(best))).toMatchObject({ architecture: 'attend', name: 'two' });
  expect(said.mock.calls.map(([line]) => /· best$/.test(line))).toEqual([true, true, false]);
  // A process that goes on knows what the one before has seen.
  createJudge(run, captions, [all]).judge(
    'four',
    sentences(() => false),
  );
  expect(kept()).toBe(2);
  said.mockRestore();
});

test('where all pictures are in one half, all of them choose', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const own = files.filter((file) => devHalf(file) === 'calibrate');
  expect(own.length).toBeGreaterThan(1);
  const some = new Map([...sentences(() => true)].filter(([file]) => own.includes(file)));
  const run = { folder, metadata: {}, vocabulary, layout, state: shareState(1, 1) };
  const { choosing, ciderD } = createJudge(run, captions, []).judge('one', some);
  expect(choosing).toBe(ciderD);
  said.mockRestore();
});
