// Archives are made here, so that nothing but this folder is needed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive, openFolder, openPictures } from '../../../training/data/archive.ts';

const dog = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
const contents: Zippable = {
  'Flicker8k_Dataset/': new Uint8Array(),
  'Flicker8k_Dataset/dog.jpg': [dog, { level: 0 }],
  'Flicker8k_Dataset/empty.jpg': new Uint8Array(),
  'notes.txt': [strToU8('a word '.repeat(1000)), { level: 9 }],
  '__MACOSX/Flicker8k_Dataset/dog.jpg': strToU8('a shadow'),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  writeFileSync(join(folder, 'good.zip'), zipSync(contents));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('openArchive', () => {
  it('names files without their folders, and neither folders nor shadows', async () => {
    const archive = await openArchive(join(folder, 'good.zip'));
    expect(archive.names.sort()).toEqual(['dog.jpg', 'empty.jpg', 'notes.txt']);
    archive.close();
  });

  it('reads stored, empty and compressed files, in any order and at once', async () => {
    const archive = await openArchive(join(folder, 'good.zip'));
    const [notes, first, again, empty] = await Promise.all(
      ['notes.txt', 'dog.jpg', 'dog.jpg', 'empty.jpg'].map((name) => archive.read(name)),
    );
    expect(new TextDecoder().decode(notes)).toBe('a word '.repeat(1000));
    expect(new Uint8Array(first)).toEqual(dog);
    expect(new Uint8Array(again)).toEqual(dog);
    expect(empty).toHaveLength(0);
    archive.close();
  });

  it('says which file is not there', async () => {
    const archive = await openArchive(join(folder, 'good.zip'));
    await expect(archive.read('cat.jpg')).rejects.toThrow(/^No cat\.jpg in .*good\.zip$/);
    archive.close();
  });

  it('refuses what is no archive, or only the beginning of one', async () => {
    writeFileSync(join(folder, 'text.zip'), 'not an archive');
    writeFileSync(join(folder, 'cut.zip'), zipSync(contents).slice(0, 3000));
    await expect(openArchive(join(folder, 'text.zip'))).rejects.toThrow();
    await expect(openArchive(join(folder, 'cut.zip'))).rejects.toThrow();
    await expect(openArchive(join(folder, 'none.zip'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('openFolder', () => {
  it('reads a folder like an archive', async () => {
    const plain = await openFolder(folder);
    expect(plain.names).toContain('good.zip');
    expect(await plain.read('good.zip')).toEqual(readFileSync(join(folder, 'good.zip')));
    await expect(plain.read('cat.jpg')).rejects.toThrow('No cat.jpg in');
    await expect(openFolder(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('looks into folders inside, and counts the bytes of what is asked for', async () => {
    const inside = join(folder, 'coco', 'val2014');
    mkdirSync(inside, { recursive: true });
    writeFileSync(join(inside, 'cat.jpg'), 'a cat');
    writeFileSync(join(folder, 'coco', 'dog.jpg'), 'a dog!');
    const plain = await openFolder(join(folder, 'coco'));
    expect(plain.names.sort()).toEqual(['cat.jpg', 'dog.jpg']);
    expect(plain.ambiguous).toEqual([]);
    expect(String(await plain.read('cat.jpg'))).toBe('a cat');
    expect(await plain.bytes(['cat.jpg'])).toBe(5);
    expect(await plain.bytes(['cat.jpg', 'dog.jpg'])).toBe(11);
    writeFileSync(join(inside, 'dog.jpg'), 'another dog');
    expect((await openFolder(join(folder, 'coco'))).ambiguous).toEqual(['dog.jpg']);
  });
});

describe('openPictures', () => {
  it('takes either', async () => {
    const zip = await openPictures(join(folder, 'good.zip'));
    expect(zip.names).toContain('dog.jpg');
    expect(await zip.bytes([])).toBe(statSync(join(folder, 'good.zip')).size);
    zip.close();
    expect((await openPictures(folder)).names).toContain('good.zip');
    await expect(openPictures(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
