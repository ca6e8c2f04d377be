// Features made in parts, on as many machines as there are: which pictures a shard has, and one file of all of them. Runs in Node.
import { readdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { showProgress } from '../../scripts/progress.ts';
import { FeatureFile, GRID, isWhole, sumsOf } from './features.ts';

/** One of `count` parts of the pictures; `index` runs from 1 to `count`. */
export interface Shard {
  index: number;
  count: number;
}
/** Everything in one part. */
export const WHOLE: Shard = { index: 1, count: 1 };

/** @param text "3/8" @throws Error of one line when it is no shard */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= count) return { index, count };
  throw new Error(`--shard ${text} is no part of the pictures: pass --shard I/N, with I from 1 to N`);
}

/** The first slot of a shard, and the first after it: shards are runs of pictures, equally long to one picture. */
export function slotsOf({ index, count }: Shard, slots: number): [from: number, to: number] {
  return [Math.floor(((index - 1) * slots) / count), Math.floor((index * slots) / count)];
}

/** The file of a shard lies beside the file of all; where there is only one, it is that file. */
export function shardPath(path: string, { index, count }: Shard): string {
  return count === 1 ? path : path.replace(/\.f16$/, `.shard-${index}-of-${count}.f16`);
}

/**
 * Makes one file of all shards that lie beside it, `values` numbers per picture; does nothing when it is there already. The shards stay.
 * @throws Error of one line that names every shard that is missing or broken; then nothing is written
 */
export function mergeShards(path: string, slots: number, values = GRID): void {
  if (isWhole(path, slots)) return;
  const shards = findShards(path);
  const faults = shards.flatMap((shard) => faultOf(path, shard, slots, values));
  if (faults.length > 0) throw new Error(`Not merged: ${faults.join(', ')}; run these again`);
  const part = new FeatureFile(`${path}.part`, slots, 'write', values);
  const progress = showProgress('merging', shards.length, 'shards');
  for (const shard of shards) {
    copy(shard, path, part);
    progress.step();
  }
  progress.stop();
  part.close();
  renameSync(part.path, path);
  renameSync(sumsOf(part.path), sumsOf(path)); // last: without its checksums a file counts as empty
}

/** All shards there should be, by those that are there. */
function findShards(path: string): Shard[] {
  const pattern = /^(.*)\.shard-\d+-of-(\d+)\.f16$/;
  const found = readdirSync(dirname(path)).flatMap((name) => {
    const [, stem, count] = pattern.exec(name) ?? [];
    return `${stem}.f16` === basename(path) ? [Number(count)] : [];
  });
  const counts = [...new Set(found)];
  if (counts.length === 0) throw new Error(`Not merged: there is no shard of ${path}; make them with --shard I/N`);
  if (counts.length > 1) throw new Error(`Not merged: there are shards of ${counts.join(' and of ')}; delete either`);
  return Array.from({ length: counts[0] }, (_, i) => ({ index: i + 1, count: counts[0] }));
}

function faultOf(path: string, shard: Shard, slots: number, values: number): string[] {
  const [from, to] = slotsOf(shard, slots);
  const name = `shard ${shard.index} of ${shard.count}`;
  const file = openShard(shardPath(path, shard), to - from, values);
  if (!file) return [`${name} is missing`];
  const [empty, unsound] = [file.empty().length, file.unsound().length];
  file.close();
  if (empty > 0) return [`${name} lacks ${empty} of ${to - from} pictures`];
  return unsound > 0 ? [`${name} is broken in ${unsound} of ${to - from} pictures`] : [];
}

function openShard(path: string, slots: number, values: number): FeatureFile | undefined {
  try {
    return new FeatureFile(path, slots, 'read', values);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

function copy(shard: Shard, path: string, all: FeatureFile): void {
  const [from, to] = slotsOf(shard, all.slots);
  const file = new FeatureFile(shardPath(path, shard), to - from, 'read', all.values);
  for (let slot = from; slot < to; slot++) all.write(slot, file.halves(slot - from));
  file.close();
}
