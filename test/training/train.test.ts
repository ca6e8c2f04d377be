// A whole training on a few pictures: learns them by heart, survives a kill with the same numbers. Runs in Node.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN_MEANS } from '../../model/golden.ts';
import { readMetadata, readSafetensors } from '../../model/safetensors.ts';
import { BACKBONE, CACHE, readBuffer } from '../../training/files.ts';
import type { TrainedEpoch } from '../../training/run/checkpoint.ts';
import { writeTinyDataset } from '../tiny-dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-train-'));
const runs: string[] = [];
const options =
  '--epochs 5 --pictures-per-step 1 --minimum-count 1 --warm-up-steps 4 --learning-rate 2e-3 --dropout 0.1 --tail-epochs 1 --tail-from 20 --self-critical-epochs 1 --self-critical-runs 2'.split(
    ' ',
  );

/** One named picture is missing, one is broken, and one line of captions is bad. */
beforeAll(() => writeTinyDataset(folder, { names: ['missing.jpg'], lines: ['a bad line'], broken: ['broken.jpg'] }));

afterAll(() => {
  for (const run of runs) rmSync(join(CACHE, run), { recursive: true, force: true });
  rmSync(folder, { recursive: true });
});

interface Outcome {
  code: number | null;
  log: string;
}

/** Runs the command; `killAt`: as soon as the log says so, the process is killed. */
function train(run: string, extra: string[] = [], killAt?: RegExp): Promise<Outcome> {
  runs.push(run);
  const places = ['--data', folder, '--features', join(folder, 'features'), '--out', join(folder, run)];
  const flags = [...places, '--run', run, ...options, ...extra];
  const child = spawn(process.execPath, ['--import', 'tsx', 'training/train.ts', ...flags]);
  return new Promise((resolve) => {
    let log = '';
    child.stderr.on('data', (text) => {
      log += text;
      if (killAt?.test(log)) child.kill('SIGKILL');
    });
    child.on('exit', (code) => resolve({ code, log }));
  });
}

const checkpoint = (run: string) => readBuffer(join(CACHE, run, 'checkpoint.safetensors'));
const history = (run: string) => JSON.parse(readMetadata(checkpoint(run)).run).epochs;

test('learns four pictures by heart, and goes on after a kill to the same numbers', { timeout: 280_000 }, async () => {
  const [whole, killed] = [`test-${process.pid}-whole`, `test-${process.pid}-killed`];
  const { code, log } = await train(whole);
  expect(log).toMatch(/1 picture named in the split but missing: missing\.jpg/);
  expect(log).toMatch(/Caption line 10 /);
  expect(log).toMatch(/^broken\.jpg is left out: /m);
  expect(code, log).toBe(0);
  expect(log).toMatch(/ captions\/s, \d+ % of the peak/);
  const words = JSON.parse(readFileSync(join(folder, whole, 'vocabulary.json'), 'utf8'));
  const losses = history(whole).flatMap(({ trainLoss }: TrainedEpoch) => trainLoss ?? []);
  expect(losses).toHaveLength(6); // one of them with the encoder's last block
  expect(losses[0]).toBeGreaterThan(0.75 * Math.log(words.length)); // as if each word were as likely as any other
  expect(losses[4]).toBeLessThan(losses[0] / 2);
  expect(history(whole).flatMap(({ reward }: TrainedEpoch) => reward ?? [])).toHaveLength(2); // the self-critical epochs
  for (const file of ['decoder.safetensors', 'encoder.safetensors', 'vocabulary.json', 'model.json']) {
    expect(existsSync(join(folder, whole, file)), file).toBe(true);
  }
  expect(readFileSync(join(folder, whole, 'learning-curves.svg'), 'utf8')).toContain('<svg');
  const encoder = readSafetensors(readBuffer(join(folder, whole, 'encoder.safetensors')));
  const backbone = readSafetensors(readBuffer(BACKBONE));
  expect([...encoder.keys()]).toEqual([...backbone.keys(), GOLDEN_MEANS]);
  expect(encoder.get('head/kernel')?.rounded).toBeDefined();
  const best = readSafetensors(readBuffer(join(CACHE, whole, 'best.safetensors')));
  const learned = [...best.keys()].filter((name) => backbone.has(name));
  const changed = learned.filter((name) => !isDeepStrictEqual(best.get(name)?.values, backbone.get(name)?.values));
  expect(changed.length).toBeGreaterThan(0);
  expect(learned.filter((name) => !/^(head|block_2)/.test(name))).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, whole, 'vocabulary.json'), 'utf8'))).toContain('blue');

  const cut = await train(killed, [], /epoch 3 .*[1-4]\/4/);
  expect(cut.code).toBeNull();
  expect(history(killed).length).toBeLessThan(5);
  const resumed = await train(killed, ['--resume', '--unrounded']);
  expect(resumed.code, resumed.log).toBe(0);
  expect(history(killed)).toEqual(history(whole));
  const parameters = (run: string) => readSafetensors(checkpoint(run)).get('parameters')?.values as Float32Array;
  expect(Buffer.compare(Buffer.from(parameters(killed).buffer), Buffer.from(parameters(whole).buffer))).toBe(0);
  expect(existsSync(join(folder, killed, 'decoder.safetensors'))).toBe(false);

  const again = await train(killed);
  expect(again).toMatchObject({ code: 1, log: expect.stringMatching(/has a run in it: pass --resume/) });
  const other = await train(killed, ['--resume', '--seed', '2']);
  expect(other).toMatchObject({ code: 1, log: expect.stringMatching(/another --seed/) });
  const merge = await train(killed, ['--resume', '--architecture', 'merge']);
  expect(merge).toMatchObject({ code: 1, log: expect.stringMatching(/of the architecture "attend": pass --arch/) });
});

test('what cannot be written ends the run, and says why', async () => {
  const run = `test-${process.pid}-full`;
  mkdirSync(join(CACHE, run, 'epoch-1.safetensors'), { recursive: true }); // in the way of a file
  const { code, log } = await train(run, ['--architecture', 'merge', '--tail-epochs', '0', '--hidden', '16']);
  expect(code, log).toBe(1);
  expect(log.trim().split('\n').at(-1)).toMatch(/EISDIR|ENOTEMPTY|directory/);
});

test('missing data, unknown architecture: one line that says what to do', async () => {
  const unknown = await train(`test-${process.pid}-none`, ['--architecture', 'unknown']);
  expect(unknown).toMatchObject({ code: 1, log: expect.stringMatching(/^there is no architecture "unknown": choose/) });
  const child = await train(`test-${process.pid}-none`, ['--data', join(folder, 'nowhere')]);
  expect(child.code).toBe(1);
  expect(child.log.trim().split('\n')).toHaveLength(1);
  expect(child.log).toMatch(/pass --data FOLDER/);
  const misspelt = await train(`test-${process.pid}-none`, ['--lerning-rate', '1']);
  expect(misspelt.log).toMatch(/^Unknown option '--lerning-rate'\nnpm run train -- /);
  const half = await train(`test-${process.pid}-none`, ['--epochs', '2.5']);
  expect(half).toMatchObject({ code: 1, log: '--epochs must be a whole number from 1, not "2.5"\n' });
});
