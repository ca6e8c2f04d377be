// The table: a column for each score, and one for BERTScore where there is one.
import { expect, test } from 'vitest';
import type { Intervals } from '../../../training/scores/intervals.ts';
import { intervalsInWords, table, varietyInWords } from '../../../training/scores/score-table.ts';

const scores = {
  images: 2,
  bleu: [60, 40, 30, 20] as [number, number, number, number],
  meteor: 21.25,
  rougeL: 45,
  ciderD: 0.5,
};
const bertScore = { precision: 0.9, recall: 0.8, f1: 0.847 };

test('a line for each row, its cells under their heads', () => {
  const [head, all, ...rest] = table({ all: scores }).split('\n');
  expect(head.trim().split(/\s+/)).toEqual([
    'images',
    'BLEU-1',
    'BLEU-2',
    'BLEU-3',
    'BLEU-4',
    'METEOR',
    'ROUGE-L',
    'CIDEr-D',
  ]);
  expect(all.trim().split(/\s+/)).toEqual(['all', '2', '60.0', '40.0', '30.0', '20.0', '21.3', '45.0', '0.500']);
  expect([rest, head.length]).toEqual([[], all.length]);
});

test('BERTScore only where it was asked for', () => {
  const lines = table({ all: { ...scores, bertScore }, people: scores }).split('\n');
  expect(lines.map((line) => line.slice(-9).trim())).toEqual(['BERT-F1', '0.847', '']);
});

test('intervals and variety in words', () => {
  const intervals: Intervals = { bleu4: [19, 21], meteor: [20, 22.55], rougeL: [44, 46], ciderD: [0.4, 0.61] };
  expect(intervalsInWords(intervals)).toBe(
    '95 % intervals: BLEU-4 19.0 to 21.0, METEOR 20.0 to 22.6, ROUGE-L 44.0 to 46.0, CIDEr-D 0.400 to 0.610',
  );
  expect(intervalsInWords({ ...intervals, bertF1: [0.8, 0.9] })).toMatch(/0\.610, BERT-F1 0\.800 to 0\.900$/);
  expect(varietyInWords({ sentences: 3, words: 9 })).toBe('3 different sentences, 9 different words');
  expect(varietyInWords({ sentences: 3, words: 9, copies: 1 })).toMatch(/, 1 sentences word for word/);
});
