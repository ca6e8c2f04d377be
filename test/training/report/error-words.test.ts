// Wrong words and typical failures, counted by hand. Runs in Node.
import { expect, test } from 'vitest';
import { findFailures, nounsSaid, numbersSaid } from '../../../training/report/error-words.ts';
import { countNouns, type Told } from '../../../training/silence/honest.ts';

const captions = new Map([
  ['1.jpg', ['A dog on the grass .', 'A brown dog outside .']],
  ['2.jpg', ['Two cats on a sofa .', 'A pair of cats lie down on the couch .']],
]);
const tell = (file: string, said: string): Told => ({
  file,
  said,
  sentence: said,
  counts: countNouns(said, captions.get(file) ?? []),
});

test('nouns that are said often enough, worst first', () => {
  const told = [
    ...Array.from({ length: 5 }, () => tell('1.jpg', 'a dog on the snow')),
    tell('2.jpg', 'a dog on a sofa'),
  ];
  expect(nounsSaid(told, captions)).toEqual([
    { word: 'snow', said: 5, right: 0 },
    { word: 'dog', said: 6, right: 5 },
  ]);
});

test('a number is borne out by any word for it, and two by a man and a woman', () => {
  captions.set('3.jpg', ['A man and a woman .']);
  expect(numbersSaid([tell('3.jpg', 'two people')], captions)[0].right).toBe(1);
  const told = [tell('1.jpg', 'two dogs on the grass'), tell('2.jpg', 'two cats'), tell('2.jpg', 'several cats')];
  expect(numbersSaid(told, captions)).toEqual([
    { word: 'two', said: 2, right: 1 },
    { word: 'several', said: 1, right: 0 },
  ]);
});

test('a failure says what was wrong and what at least two people named', () => {
  const told = [tell('1.jpg', 'a dog on the grass'), tell('1.jpg', 'a dog in the snow')];
  expect(findFailures(told, captions)).toEqual([{ said: 'a dog in the snow', wrong: ['snow'], named: ['dog'] }]);
});
