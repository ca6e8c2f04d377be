// Shards as real processes side by side, started as the cluster files start them; one is killed. Runs in Node.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { END } from '../../model/encoder.ts';
import { floatsToHalves, halvesToFloats } from '../../model/float16.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createWasmEncoder } from '../../model/wasm-encoder.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';
import { openData } from '../../training/data/open-data.ts';
import { encodePictures, encodeStages, planEncoding } from '../../training/encoding/encode-pictures.ts';
import { GRID, valuesBefore } from '../../training/encoding/features.ts';
import { openGrids, readableSlots } from '../../training/encoding/named-features.ts';
import { readView } from '../../training/encoding/picture-views.ts';
import { BACKBONE, readBuffer } from '../../training/files.ts';
import { makeCocoFolder } from '../coco-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-encode-'));
const [whole, cut] = [join(folder, 'whole'), join(folder, 'cut')];
let data: string[];
beforeAll(async () => {
  data = await makeCocoFolder(join(folder, 'coco'), 9, 3);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  code: number | null;
  log: string;
}

function end(child: ChildProcess): Promise<Outcome> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (log += text));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, log })));
}

const VIEWS = ['--mirror', '--crops', '2'];
const start = (...args: string[]) =>
  spawn(process.execPath, ['--import', 'tsx', 'training/encode.ts', ...data, ...VIEWS, '--workers', '1', ...args]);
const encode = (...args: string[]) => end(start(...args));

/** Shard `task` of 2 as Slurm would start it. */
function withSlurm(task: number): Promise<Outcome> {
  const env = {
    ...process.env,
    SLURM_ARRAY_TASK_ID: String(task),
    SLURM_ARRAY_TASK_COUNT: '2',
    SLURM_CPUS_PER_TASK: '1',
  };
  return end(spawn('bash', ['training/encode.slurm', ...data, ...VIEWS, '--out', cut], { env }));
}

/** Shard `index` + 1 of 2 as Kubernetes would start it: the command of the manifest, with other pictures. */
function withKubernetes(index: number): Promise<Outcome> {
  const [, command] = /- >-\n([\s\S]*?)\n {10}\w/.exec(readFileSync('training/encode-job.yaml', 'utf8')) ?? [];
  const ours = command.replace(/--images[\s\S]*/, [...data, '--out', cut].join(' ')).replaceAll(/\s+/g, ' ');
  const env = { ...process.env, JOB_COMPLETION_INDEX: String(index), SHARDS: '2' };
  return end(spawn('sh', ['-c', ours], { env }));
}

/** Kills the process as soon as the first pictures of its shard are written. */
async function killAtWork(child: ChildProcess, shard: string): Promise<void> {
  const ended = end(child);
  const written = () => {
    const name = existsSync(cut) && readdirSync(cut).find((file) => file.includes(shard) && file.endsWith('.sums'));
    return name && readFileSync(join(cut, name)).some((byte) => byte !== 0);
  };
  while (!written()) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
}

const names = (of: string) => readdirSync(of).filter((name) => !name.includes('shard'));
const content = (of: string) => names(of).map((name) => readFileSync(join(of, name)).toString('base64'));

test('shards, one of them killed and made again, give the same bytes as one run', { timeout: 180_000 }, async () => {
  const [first] = await Promise.all([withSlurm(1), killAtWork(start('--shard', '2/2', '--out', cut), 'shard-2')]);
  expect(first, first.log).toMatchObject({ code: 0, log: expect.stringMatching(/shard-1-of-2\.f16: whole/) });

  const early = await encode('--merge', '--out', cut);
  expect(early.code).toBe(1);
  const [, lacking] = /^Not merged: shard 2 of 2 lacks (\d) of 6 pictures; run these again$/m.exec(early.log) ?? [];
  expect(Number(lacking), early.log).toBeGreaterThan(0);
  expect(Number(lacking)).toBeLessThan(6);

  const again = await withKubernetes(1);
  expect(again.code, again.log).toBe(0);
  expect(again.log).toMatch(new RegExp(`0/${lacking} `)); // what was written is kept
  expect(await encode('--merge', '--out', cut)).toMatchObject({
    code: 0,
    log: expect.stringMatching(/\.f16: 12 pictures/),
  });

  expect((await encode('--out', whole)).code).toBe(0);
  expect(names(cut)).toEqual(names(whole));
  expect(names(cut)).toHaveLength(12); // features, checksums and names, in each of the four views
  expect(content(cut)).toEqual(content(whole));
  const done = await encode('--shard', '2/2', '--out', cut);
  expect(done.log).not.toMatch(/encoding/);
});

test.each(['mirrored', 'cropped-1'] as const)(
  'training finds them, and %s features are those of the picture so',
  async (view) => {
    const [images, captions, split, dev] = data.filter((_, i) => i % 2 === 1);
    const { training, dev: judged } = await openData({ images, captions, split, dev });
    const pictures = { images: training.images, training: training.files, dev: judged.files };
    const plain = await encodePictures(pictures, 1, { folder: whole, weights: BACKBONE });
    const changed = await encodePictures(pictures, 1, { folder: whole, weights: BACKBONE, view });
    expect([plain.slots.size, changed.slots.size]).toEqual([12, 9]);
    expect(changed.path).toBe(plain.path.replace('.f16', `.${view}.f16`));
    for (const name of training.files) expect(changed.slots.get(name)).toBe(plain.slots.get(name));
    const grids = openGrids(changed);
    const encoder = createWasmEncoder(await startNodeEngine(), readSafetensors(readBuffer(BACKBONE)));
    const name = training.files[5];
    const expected = encoder.encode(await readView(await training.images.read(name), view, name));
    const rounded = halvesToFloats(floatsToHalves(expected), new Float32Array(GRID));
    expect(Buffer.from(grids.read(name).buffer).equals(Buffer.from(rounded.buffer))).toBe(true);
    grids.close();
  },
);

test('one pass makes what goes into a block, and the whole as it is alone', async () => {
  const [images, captions, split, dev] = data.filter((_, i) => i % 2 === 1);
  const { training, dev: judged } = await openData({ images, captions, split, dev });
  const pictures = { images: training.images, training: training.files, dev: judged.files };
  const how = { folder: join(folder, 'stages'), weights: BACKBONE };
  const [low, both] = await encodeStages(pictures, 1, how, [20, END]);
  const alone = await encodePictures(pictures, 1, { folder: whole, weights: BACKBONE });
  expect(readFileSync(both.path).equals(readFileSync(alone.path))).toBe(true);
  expect(statSync(low.path).size).toBe(12 * 2 * valuesBefore(20));
  const [only] = await encodeStages(pictures, 1, { ...how, folder: join(folder, 'low') }, [20]);
  expect(readFileSync(low.path).equals(readFileSync(only.path))).toBe(true);
});

test('a picture to learn from and to be judged by has one slot, the same in every view', async () => {
  const [images, captions, split, dev] = data.filter((_, i) => i % 2 === 1);
  const { training } = await openData({ images, captions, split, dev });
  const pictures = { images: training.images, training: training.files, dev: training.files.slice(2) };
  const how = { folder: join(folder, 'planned'), weights: BACKBONE };
  const plain = await planEncoding(pictures, how);
  expect(plain.names).toEqual(training.files);
  expect((await planEncoding(pictures, { ...how, view: 'mirrored' })).names).toEqual(plain.names);
});

test.each([
  ['--shard 0/8 is no part of the pictures: pass --shard I/N, with I from 1 to N', ['--shard', '0/8']],
  ['Pass --shard or --merge', ['--shard', '1/8', '--merge']],
  ['--workers must be a whole number from 1, not "two"', ['--workers', 'two']],
  ['--crops must be a whole number from 0, not "many"', ['--crops', 'many']],
  ['--before must be a whole number from 16 to 21, not "3"', ['--before', '3']],
  ["Unknown option '--shards'\nnpm run encode -- [--shard I/N | --merge]", ['--shards', '1/8']],
])('%s', async (message, args) => {
  const { code, log } = await encode('--out', join(folder, 'nothing'), ...args);
  expect(log.startsWith(message), log).toBe(true);
  expect(code).toBe(1);
});

test('a picture that cannot be read is named and left out, and not tried again', async () => {
  const broken = join(folder, 'broken');
  const args = await makeCocoFolder(broken, 2, 1);
  writeFileSync(join(broken, 'val2014', 'COCO_val2014_2.jpg'), 'no picture');
  const out = join(folder, 'out');
  const run = () =>
    end(spawn(process.execPath, ['--import', 'tsx', 'training/encode.ts', ...args, '--workers', '1', '--out', out]));
  const { code, log } = await run();
  expect(code, log).toBe(0);
  expect(log).toMatch(/^COCO_val2014_2\.jpg is left out: /m);
  expect(log).toMatch(/\.f16: 2 pictures$/m);
  expect((await run()).log).not.toMatch(/encoding|left out/);
  const path = join(out, readdirSync(out).find((name) => name.endsWith('.f16')) ?? '');
  expect([...readableSlots(path, ['a', 'b', 'c']).keys()]).toEqual(['a', 'b']);
});
