// Reading captions and splits with everything that is known to be wrong in them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSplit } from '../../../training/data/caption-files.ts';
import {
  buildVocabulary,
  cleanCaption,
  devHalf,
  keepAvailable,
  openFlickr8k,
  openPlain,
} from '../../../training/data/captions.ts';
import { TOKEN_TXT } from '../../token-file.ts';

describe('keepAvailable', () => {
  it('skips and counts what is missing, silent or named twice', () => {
    const split = readSplit('\uFEFFdog.jpg\r\n\r\n gone.jpg \ndog.jpg\nmute.jpg\n');
    expect(split).toEqual(['dog.jpg', 'gone.jpg', 'dog.jpg', 'mute.jpg']);
    expect(keepAvailable(split, ['dog.jpg', 'mute.jpg', 'other.jpg'], new Map([['dog.jpg', ['A dog']]]))).toEqual({
      files: ['dog.jpg'],
      problems: [
        '1 picture named twice in the split',
        '1 picture named in the split but missing: gone.jpg',
        '1 picture without a caption: mute.jpg',
      ],
    });
  });
});

describe('from disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'captions-'));
    const text = { 'Flickr8k.token.txt': TOKEN_TXT, 'Flickr_8k.devImages.txt': 'dog.jpg\ncat.jpg\ngone.jpg\n' };
    const texts = Object.entries(text).map(([name, content]) => [name, strToU8(content)]);
    const pictures = { 'Flicker8k_Dataset/dog.jpg': strToU8('dog'), 'Flicker8k_Dataset/cat.jpg': strToU8('cat') };
    writeFileSync(join(folder, 'Flickr8k_text.zip'), zipSync(Object.fromEntries(texts)));
    writeFileSync(join(folder, 'Flickr8k_Dataset.zip'), zipSync(pictures));
    writeFileSync(join(folder, 'captions.txt'), TOKEN_TXT);
    writeFileSync(join(folder, 'split.txt'), 'captions.txt\ndog.jpg\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('opens the public archives', async () => {
    const { images, captions, files, problems } = await openFlickr8k('dev', folder);
    expect(files).toEqual(['dog.jpg', 'cat.jpg']);
    expect(captions.get('dog.jpg')).toHaveLength(2);
    expect(problems).toContain('1 picture named in the split but missing: gone.jpg');
    expect(new TextDecoder().decode(await images.read('cat.jpg'))).toBe('cat');
    images.close();
  });

  it('opens plain files', async () => {
    const [captions, split] = [join(folder, 'captions.txt'), join(folder, 'split.txt')];
    writeFileSync(join(folder, 'dog.jpg'), 'dog');
    const { files, problems } = await openPlain({ images: folder, captions, split });
    expect(files).toEqual(['dog.jpg']);
    expect(problems).toContain('1 picture without a caption: captions.txt');
  });

  it('takes the splits that the captions name', async () => {
    const image = (filename: string, split: string) => ({ filename, split, sentences: [{ raw: 'A dog' }] });
    const images = [image('dog.jpg', 'restval'), image('captions.txt', 'train'), image('split.txt', 'test')];
    const captions = join(folder, 'dataset.json');
    writeFileSync(captions, JSON.stringify({ images }));
    const { files } = await openPlain({ images: folder, captions, split: 'train,restval' });
    expect(files).toEqual(['captions.txt', 'dog.jpg']);
  });

  it('says in one line what is missing and what to pass', async () => {
    const nowhere = join(folder, 'nowhere');
    await expect(openFlickr8k('dev', nowhere)).rejects.toThrow(
      /Flickr8k_text\.zip is not there: pass --data FOLDER .*$/,
    );
    writeFileSync(join(folder, 'broken.zip'), 'broken');
    const paths = { images: folder, captions: nowhere, split: nowhere };
    await expect(openPlain(paths)).rejects.toThrow(
      /nowhere is not there: pass --images FOLDER --captions FILE --split FILE$/,
    );
  });
});

describe('buildVocabulary', () => {
  it('orders by count, then alphabetically, after the special words', () => {
    const captions = ['A dog and a cat .', 'A DOG and a zebra', "The cat 's & dog"];
    expect(buildVocabulary(captions, 2)).toEqual(['<pad>', '<start>', '<end>', '<unknown>', 'a', 'dog', 'and', 'cat']);
    expect(buildVocabulary(captions)).toHaveLength(4);
  });

  it('learns words, not signs', () => {
    expect(cleanCaption('Two "dogs" (# 2) & a t-shirt ; it\'s $ 5 !')).toEqual([
      'two',
      'dogs',
      '2',
      'a',
      't-shirt',
      'it',
      "'s",
      '5',
    ]);
  });
});

describe('devHalf', () => {
  it('follows FNV-1a', () => {
    // Published 32-bit hashes (Noll): "" 811c9dc5, "a" e40c292c, "b" e70c2de5, "fo" 6222e842, "foo" a9f37ed7.
    expect(['', 'a', 'b', 'fo', 'foo'].map(devHalf)).toEqual([
      'calibrate',
      'calibrate',
      'calibrate',
      'choose',
      'calibrate',
    ]);
  });

  it('splits file names about evenly', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `${1000000000 + i * 7919}_abc.jpg`);
    const chosen = names.filter((name) => devHalf(name) === 'choose').length;
    expect(chosen).toBeGreaterThan(440);
    expect(chosen).toBeLessThan(560);
  });
});
