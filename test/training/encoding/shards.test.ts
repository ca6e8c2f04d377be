// Which pictures a shard has, and what merging refuses.
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FeatureFile, GRID, isWhole } from '../../../training/encoding/features.ts';
import { mergeShards, parseShard, shardPath, slotsOf } from '../../../training/encoding/shards.ts';

describe('a shard', () => {
  it('is counted from one', () => {
    expect(parseShard('3/8')).toEqual({ index: 3, count: 8 });
    for (const text of ['0/8', '9/8', '3', '3/0', '-1/2', '1/2/3', 'a/b'])
      expect(() => parseShard(text)).toThrow(`--shard ${text} is no part of the pictures: pass --shard I/N`);
  });

  it('shares all pictures with the others, none twice, about equally many', () => {
    for (const [slots, count] of [
      [10, 3],
      [2, 4],
      [118_287, 64],
    ]) {
      const ranges = Array.from({ length: count }, (_, i) => slotsOf({ index: i + 1, count }, slots));
      expect(ranges.map(([from]) => from)).toEqual([0, ...ranges.slice(0, -1).map(([, to]) => to)]);
      expect(ranges.at(-1)?.[1]).toBe(slots);
      const sizes = ranges.map(([from, to]) => to - from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });
});

describe('mergeShards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-shards-'));
  const path = join(folder, 'features-a-b.f16');
  const make = (index: number, count: number, slots: number, written = slots) => {
    const file = new FeatureFile(shardPath(path, { index, count }), slots, 'write');
    for (let slot = 0; slot < written; slot++) file.write(slot, new Uint16Array(GRID).fill(100 * index + slot));
    file.close();
  };
  beforeEach(() => {
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    writeFileSync(join(folder, 'features-a-c.shard-1-of-9.f16'), ''); // of other pictures
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names every shard that is missing, unfinished or broken, and writes nothing', () => {
    make(1, 4, 1);
    make(2, 4, 2, 1);
    make(4, 4, 2);
    truncateSync(shardPath(path, { index: 4, count: 4 }), GRID * 3);
    expect(() => mergeShards(path, 7)).toThrow(
      /^Not merged: shard 2 of 4 lacks 1 of 2 pictures, shard 3 of 4 is missing, shard 4 of 4 is broken in 1 of 2 pictures; run these again$/,
    );
    expect(readdirSync(folder).filter((file) => /^features-a-b\.f16/.test(file))).toEqual([]);
  });

  it('puts the pictures in their order, and does it once', () => {
    make(1, 2, 2);
    make(2, 2, 3);
    mergeShards(path, 5);
    const file = new FeatureFile(path, 5);
    expect([0, 1, 2, 3, 4].map((slot) => file.halves(slot)[7])).toEqual([100, 101, 200, 201, 202]);
    expect(file.unsound()).toEqual([]);
    file.close();
    rmSync(shardPath(path, { index: 1, count: 2 }));
    const before = readFileSync(path);
    mergeShards(path, 5); // the shards may go
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(isWhole(path, 5)).toBe(true);
  });

  it('takes shards without a picture, where there are more shards than pictures', () => {
    for (const [index, slots] of [
      [1, 0],
      [2, 1],
      [3, 1],
    ])
      make(index, 3, slots);
    mergeShards(path, 2);
    expect(isWhole(path, 2)).toBe(true);
  });

  it('needs shards, all of one cut', () => {
    expect(() => mergeShards(path, 5)).toThrow(/there is no shard of .*; make them with --shard I\/N/);
    make(1, 2, 2);
    make(1, 3, 1);
    expect(() => mergeShards(path, 5)).toThrow('there are shards of 2 and of 3; delete either');
  });
});
