// Tests `npm run screenshots`: the pictures of the listing, as large as stores want them. Runs in Node.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';

test('takes every picture that the listing names, in the size and form of the stores', async () => {
  await promisify(execFile)('npm', ['run', 'screenshots']);
  const listing = readFileSync('scripts/store/listing.md', 'utf8');
  const screenshots = [...listing.matchAll(/^- `(.+\.png)`/gm)].map(([, name]) => name);
  expect(readdirSync('dist/store').sort()).toEqual([...screenshots, 'tile.png'].sort());
  const shape = async (name: string) => {
    const { width, height, hasAlpha } = await sharp(`dist/store/${name}`).metadata();
    return { width, height, hasAlpha };
  };
  for (const name of screenshots) expect(await shape(name)).toEqual({ width: 1280, height: 800, hasAlpha: false });
  expect(await shape('tile.png')).toEqual({ width: 440, height: 280, hasAlpha: false });
});
