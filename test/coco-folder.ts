// A folder as COCO lies on disk, with Karpathy's file of captions and splits: tiny plain pictures. For tests; runs in Node.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Makes `training` pictures in train2014/ (the last one of split "restval", in val2014/) and `dev` in val2014/. */
export async function makeCocoFolder(folder: string, training: number, dev: number) {
  for (const part of ['train2014', 'val2014']) mkdirSync(join(folder, part), { recursive: true });
  const splitOf = (i: number) => (i >= training ? 'val' : i === training - 1 ? 'restval' : 'train');
  const images = Array.from({ length: training + dev }, (_, i) => {
    const filepath = splitOf(i) === 'train' ? 'train2014' : 'val2014';
    const sentences = ['A wall.', `Wall number ${i} is here.`].map((raw) => ({ raw, tokens: [] }));
    return { filepath, filename: `COCO_${filepath}_${i}.jpg`, split: splitOf(i), sentences };
  });
  for (const [i, { filepath, filename }] of images.entries()) {
    const left = { create: { width: 20, height: 30, channels: 3 as const, background: { r: 20 * i, g: 99, b: 0 } } };
    const picture = sharp(left).extend({ right: 20, background: { r: 0, g: 9 * i, b: 200 } });
    writeFileSync(join(folder, filepath, filename), await picture.jpeg().toBuffer());
  }
  const captions = join(folder, 'dataset_coco.json');
  writeFileSync(captions, JSON.stringify({ dataset: 'coco', images }));
  return ['--images', folder, '--captions', captions, '--split', 'train,restval', '--dev', 'val'];
}
