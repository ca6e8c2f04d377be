// What the options of train and encode open: folders as COCO and Flickr30k are published, and what is said where one lacks.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATA_OPTIONS, openData } from '../../../training/data/open-data.ts';
import { makeCocoFolder } from '../../coco-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-data-'));
let karpathy: string[];
beforeAll(async () => {
  karpathy = await makeCocoFolder(folder, 3, 2);
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (args: string[]) => openData(parseArgs({ args, options: DATA_OPTIONS }).values);

test('Karpathy’s splits of COCO, whose pictures lie in two folders', async () => {
  const { training, dev, problems } = await open(karpathy);
  expect(training.files).toEqual(['COCO_train2014_0.jpg', 'COCO_train2014_1.jpg', 'COCO_val2014_2.jpg']);
  expect(dev.files).toEqual(['COCO_val2014_3.jpg', 'COCO_val2014_4.jpg']);
  expect(dev.captions.get('COCO_val2014_3.jpg')).toEqual(['A wall.', 'Wall number 3 is here.']);
  expect(await training.images.read('COCO_val2014_2.jpg')).not.toHaveLength(0);
  expect(problems).toEqual([]);
});

test('COCO’s own annotations, one file for each split', async () => {
  const annotations = (name: string, id: number, file_name: string) => {
    const path = join(folder, name);
    const captions = [{ image_id: id, caption: `No. ${id}` }];
    writeFileSync(path, JSON.stringify({ images: [{ id, file_name }], annotations: captions }));
    return path;
  };
  const files = [
    annotations('captions_train2017.json', 1, 'COCO_train2014_0.jpg'),
    annotations('captions_val2017.json', 2, 'COCO_val2014_3.jpg'),
  ];
  const names = ['--split', 'train2017', '--dev', 'val2017'];
  const { training, dev } = await open(['--images', folder, '--captions', files.join(), ...names]);
  expect([training.files, dev.files]).toEqual([['COCO_train2014_0.jpg'], ['COCO_val2014_3.jpg']]);
  expect(training.captions.get('COCO_val2014_3.jpg')).toEqual(['No. 2']);
});

test('Flickr30k’s token file, with lists of pictures', async () => {
  const write = (name: string, lines: string[]) => {
    writeFileSync(join(folder, name), lines.join('\n'));
    return join(folder, name);
  };
  const pictures = ['COCO_train2014_0.jpg', 'COCO_val2014_3.jpg'];
  const tokens = write(
    'results_20130124.token',
    pictures.flatMap((name) => [`${name}#0\tOne wall .`, `${name}#1\tTwo walls .`]),
  );
  const [training, dev] = pictures.map((name, i) => write(`list-${i}.txt`, [name, 'gone.jpg']));
  const data = await open(['--images', folder, '--captions', tokens, '--split', training, '--dev', dev]);
  expect([data.training.files, data.dev.files]).toEqual([[pictures[0]], [pictures[1]]]);
  expect(data.training.captions.get(pictures[0])).toEqual(['One wall .', 'Two walls .']);
  expect(data.problems).toEqual(['1 picture named in the split but missing: gone.jpg']); // once, not twice
});

test('that pictures are learned from and judged by is said', async () => {
  const list = join(folder, 'both.txt');
  writeFileSync(list, 'COCO_train2014_0.jpg\nCOCO_val2014_3.jpg');
  const { training, dev, problems } = await open([...karpathy.slice(0, -1), list]);
  expect(training.files).toContain('COCO_train2014_0.jpg');
  expect(dev.files).toEqual(['COCO_train2014_0.jpg', 'COCO_val2014_3.jpg']);
  const words = 'to learn from and to be judged by: the scores will be too good';
  expect(problems).toEqual([`1 picture ${words}: COCO_train2014_0.jpg`]);
});

test('two pictures of one name in different folders are spoken of', async () => {
  const again = join(folder, 'train2014', 'COCO_val2014_3.jpg');
  writeFileSync(again, 'another picture');
  const { problems } = await open(karpathy);
  rmSync(again);
  expect(problems).toEqual(['1 picture of the same name in another folder as well: one is taken: COCO_val2014_3.jpg']);
});

test('a split without one usable picture is refused before anything is encoded, and why', async () => {
  const nobody = join(folder, 'nobody.txt');
  writeFileSync(nobody, 'gone.jpg');
  const message = `no picture of "${nobody}" has captions\n1 picture named in the split but missing: gone.jpg`;
  await expect(open([...karpathy.slice(0, -1), nobody])).rejects.toThrow(message);
});

test('what lacks is named in one line', async () => {
  await expect(open(['--images', folder])).rejects.toThrow('Pass --captions and --split and --dev as well');
  await expect(open([...karpathy.slice(0, -1), 'valid'])).rejects.toThrow(
    'valid is not there: pass --images FOLDER --captions FILE --split FILE, or a split of the captions: train, restval, val',
  );
  const others = { data: folder, out: 'elsewhere', gpu: true }; // of the command, none of openData's
  await expect(openData(others)).rejects.toThrow(/Flickr8k_text\.zip is not there: pass --data FOLDER/);
  await expect(open(['--data', folder])).rejects.toThrow(/Flickr8k_text\.zip is not there: pass --data FOLDER/);
});
