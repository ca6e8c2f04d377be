// Sheets of alt drafts as files, whatever the names of pictures are.
import { expect, test } from 'vitest';
import { rowOf, type SheetWords, toDraft, writeSheet } from '../../model/sheet.ts';

const words: SheetWords = {
  ...{ language: 'en', title: 'Drafts', warning: 'Look & check', picture: 'Picture', file: 'File' },
  ...{ draft: 'Draft', sureness: 'How sure', likely: 'likely', doubtful: 'doubtful' },
};
type Described = Parameters<typeof rowOf>[1];
const likely: Described = {
  text: 'two dogs',
  band: 'likely',
  probability: 0.91234,
  guesses: [{ text: 'a cat', probability: 0.4 }],
  backend: 'wasm',
  milliseconds: 12.3,
};
const silent: Described = { ...likely, text: null, band: null, reason: 'text', probability: 0, guesses: [] };
const size = { width: 300, height: 200 };
const rowsOf = (...files: string[]) => files.map((file) => rowOf(file, likely, size));

test('a draft begins like a sentence; the user’s own words stay as they are', () => {
  expect(toDraft('two dogs')).toBe('Two dogs');
  expect(toDraft('iki köpek', 'tr')).toBe('İki köpek');
  expect(rowOf('a', { ...likely, text: 'eBay', own: true }, size)).toMatchObject({
    draft: 'eBay',
    edited: true,
    band: null, // Inkling is not sure of what others say
  });
  expect(rowOf('a', likely, size, { draft: 'Rex' })).toMatchObject({ draft: 'Rex', edited: true });
});

test('JSON says of each picture what there is, and who wrote it', () => {
  const [first, second, third] = JSON.parse(
    writeSheet(
      'json',
      [...rowsOf('a.jpg'), rowOf('b.png', silent, size), rowOf('c', silent, size, { draft: 'Mine' })],
      words,
    ),
  );
  expect(first).toEqual({
    ...{
      file: 'a.jpg',
      draft: 'Two dogs',
      lang: 'en',
      band: 'likely',
      probability: 0.91234,
      note: '',
      guesses: ['a cat'],
    },
    ...{ width: 300, height: 200, milliseconds: 12, backend: 'wasm', writtenBy: 'machine' },
  });
  expect(second).toMatchObject({ draft: '', writtenBy: '', note: 'This looks like text, which Inkling does not read' });
  expect(third).toMatchObject({ draft: 'Mine', writtenBy: 'person' });
});

test('CSV quotes what has to be quoted, and lets no name be a formula', () => {
  const csv = writeSheet('csv', rowsOf('a, "b"\n.jpg', '=cmd|1', '@x', '-1.jpg', 'plain.jpg'), words);
  const cells = csv.split('\r\n').map((line) => line.slice(0, line.indexOf('Two dogs')));
  expect(csv.startsWith('\uFEFFfile,draft,lang,writtenBy,band,probability,note,width,height\r\n')).toBe(true);
  expect(cells.slice(1, 6)).toEqual(['"a, ""b""\n.jpg",', "'=cmd|1,", "'@x,", "'-1.jpg,", 'plain.jpg,']);
  expect(csv).toContain('plain.jpg,Two dogs,en,machine,likely,0.912,,300,200\r\n');
});

test('no name and no view becomes markup', () => {
  const html = writeSheet('html', rowsOf('<img src=x onerror=alert(1)>.jpg', '"b"'), words, [
    'data:image/jpeg;base64,AAAA',
    'javascript:alert(1)"',
  ]);
  expect(html.match(/<img/g)).toHaveLength(1);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;.jpg');
  expect(html).toContain('&quot;b&quot;');
  expect(html).not.toContain('javascript:');
  expect(html).toContain('Look &amp; check');
});
