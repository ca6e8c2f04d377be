// The formats in which captions are published, each with what is known to be wrong in it.
import { describe, expect, it } from 'vitest';
import { joinCaptionFiles, readCaptionFile, readCaptions } from '../../../training/data/caption-files.ts';
import { TOKEN_TXT } from '../../token-file.ts';

describe('readCaptions', () => {
  it('keeps good lines in order and reports the others with their number', () => {
    const { captions, problems } = readCaptions(TOKEN_TXT);
    expect(Object.fromEntries(captions)).toEqual({
      'dog.jpg': ['A dog runs .', "The dog 's ball"],
      'cat.jpg.1': ['caption of a picture that does not exist'],
      'cat.jpg': ['A cat sleeps'],
    });
    expect(problems).toEqual([
      'Caption line 3 is not "file#number⇥caption"',
      'Caption line 4 is not "file#number⇥caption"',
      'Caption line 5 repeats dog.jpg#1',
    ]);
  });
});

describe('readCaptionFile', () => {
  it('takes token files, which have no splits', () => {
    const { captions, splits } = readCaptionFile(TOKEN_TXT);
    expect([captions.size, splits.size]).toEqual([3, 0]);
  });

  it('takes the table that Kaggle has of Flickr8k', () => {
    const rows = [
      'image,caption',
      'dog.jpg,A dog runs .',
      'dog.jpg,"A ""big"" dog , running ."',
      '',
      'no picture here',
    ];
    const { captions, splits, problems } = readCaptionFile(rows.join('\r\n'));
    expect([...captions]).toEqual([['dog.jpg', ['A dog runs .', 'A "big" dog , running .']]]);
    expect(splits.size).toBe(0);
    expect(problems).toEqual(['Caption line 5 is not as the first line says']);
  });

  it('takes the table that Kaggle has of Flickr30k', () => {
    const rows = [
      'image_name| comment_number| comment',
      '1.jpg| 0| Two men , one old .',
      '1.jpg| 4   A line that is broken',
    ];
    const { captions, problems } = readCaptionFile(rows.join('\n'));
    expect([...captions]).toEqual([['1.jpg', ['Two men , one old .']]]);
    expect(problems).toHaveLength(1);
  });

  it('takes COCO annotations', () => {
    const images = [
      { id: 7, file_name: 'dog.jpg' },
      { id: 8, file_name: 'mute.jpg' },
    ];
    const annotations = [
      { image_id: 7, caption: 'A dog runs.\n' },
      { image_id: 9, caption: 'A picture that is not there' },
      { image_id: 7, caption: ' ' },
      { image_id: 7, caption: 'The dog' },
    ];
    const text = JSON.stringify({ info: {}, images, annotations });
    const { captions, splits, problems } = readCaptionFile(text, 'captions_train2017.json');
    expect(Object.fromEntries(splits)).toEqual({ train2017: ['dog.jpg', 'mute.jpg'] });
    expect(Object.fromEntries(captions)).toEqual({ 'dog.jpg': ['A dog runs.', 'The dog'] });
    expect(problems).toEqual(['A caption belongs to picture 9, which the file does not have']);
  });

  it('takes Karpathy’s files with their splits', () => {
    const image = (filename: string, split: string, raw: string) => ({
      filename,
      split,
      sentences: [{ raw, tokens: [] }],
    });
    const images = [image('a.jpg', 'train', 'A dog'), image('b.jpg', 'restval', 'A cat'), image('c.jpg', 'train', ' ')];
    const { captions, splits } = readCaptionFile(JSON.stringify({ dataset: 'coco', images }));
    expect(Object.fromEntries(captions)).toEqual({ 'a.jpg': ['A dog'], 'b.jpg': ['A cat'] });
    expect(Object.fromEntries(splits)).toEqual({ train: ['a.jpg', 'c.jpg'], restval: ['b.jpg'] });
  });

  it('joins several files', () => {
    const coco = (id: number) =>
      JSON.stringify({
        images: [{ id, file_name: `${id}.jpg` }],
        annotations: [{ image_id: id, caption: `No. ${id}` }],
      });
    const joined = joinCaptionFiles([readCaptionFile(coco(1), 'captions_a.json'), readCaptionFile(coco(2), 'b.json')]);
    expect(Object.fromEntries(joined.splits)).toEqual({ a: ['1.jpg'], b: ['2.jpg'] });
    expect(Object.fromEntries(joined.captions)).toEqual({ '1.jpg': ['No. 1'], '2.jpg': ['No. 2'] });
  });

  it('says so when it is other JSON', () => {
    expect(() => readCaptionFile('{"images": [{"name": "a"}]}')).toThrow('neither COCO annotations nor');
    expect(() => readCaptionFile('{')).toThrow();
  });
});
