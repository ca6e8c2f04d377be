// The word table knows every word of the shipped vocabulary, and its entries make sense.
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { entryOf, formsOf, has, lemmaOf } from '../../../model/english/word-table.ts';
import { SPECIAL_WORDS } from '../../../model/vocabulary.ts';

const read = (file: string) => JSON.parse(readFileSync(`model/weights/${file}`, 'utf8'));

test('words.json is of the shipped vocabulary; after training run training/words/import-words.ts', () => {
  const vocabulary: string[] = read('vocabulary.json').slice(SPECIAL_WORDS.length);
  expect(Object.keys(read('words.json')).sort()).toEqual(vocabulary.sort());
});

test('the lemma of a noun is its own lemma', () => {
  const words = Object.keys(read('words.json')).filter((word) => entryOf(word).kind === 'noun');
  const unstable = words.filter((word) => lemmaOf(lemmaOf(word)) !== lemmaOf(word));
  expect(unstable.map((word) => `${word} → ${lemmaOf(word)} → ${lemmaOf(lemmaOf(word))}`)).toEqual([]);
});

test('words of one lemma are found by it', () => {
  expect(formsOf('run')).toEqual(expect.arrayContaining(['run', 'runs', 'running', 'ran']));
  expect(formsOf('nothing')).toEqual([]);
});

describe('traits', () => {
  it.each([
    ['dogs', 'plural', true],
    ['dog', 'plural', false],
    ['grass', 'plural', false],
    ['grass', 'bare', true],
    ['ball', 'bare', false],
    ['wearing', 'needs', true],
    ['running', 'needs', false],
    ['group', 'group', true],
    ['edge', 'relational', true],
  ] as const)('%s %s: %s', (word, trait, expected) => {
    expect(has(word, trait)).toBe(expected);
  });
});

test('capitals do not matter, and unknown words are nouns', () => {
  expect(entryOf('Dog')).toBe(entryOf('dog'));
  expect(entryOf('espresso')).toEqual({ kind: 'noun' });
});
