// Words that are nouns in one sentence and verbs in another, and what counts as the same word.
import { describe, expect, it, test } from 'vitest';
import { contentWords, kindOf, kindsIn, lemmaOf, lemmasSaid } from '../../model/words.ts';

const LETTERS = { noun: 'n', verb: 'v', modifier: 'm', function: '-' };
const kinds = (sentence: string) =>
  kindsIn(sentence.split(' '))
    .map((kind) => LETTERS[kind])
    .join('');

describe('the kind of a word in its sentence', () => {
  it.each([
    ['a boy is on a swing', '-n---n'],
    ['a boy swings on a rope', '-nv--n'],
    ['two boys swing on a rope', 'mnv--n'],
    ['they swing', '-v'],
    ['an orange ball', '-mn'],
    ['a dog is swimming in a swimming pool', '-n-v--mn'],
    ['running water', 'mn'],
    ['a man wearing a hat', '-nv-n'],
    ['a dog in front of a tree', '-n----n'],
    ['the front of a house', '----n'],
    ['a ball on top of a box', '-n----n'],
    ['a girl in a red top', '-n--mn'],
    ['a girl in a tank top', '-n--nn'],
    ['a group of people', '---n'],
    ['a group is standing', '-n-v'],
    ['a man on his back', '-n--n'],
    ['a dog lies back', '-nv-'],
    ['people walk in a park', 'nv--n'],
    ['people park', 'nv'],
    ['a rock wall', '-nn'],
    ['a man on a walk', '-n--n'],
    ['one is red', '--m'],
    ['one dog', 'mn'],
    ['a black and white dog', '-m-mn'],
    ['a man dressed in black', '-nv-m'],
  ])('%s', (sentence, expected) => {
    expect(kinds(sentence)).toBe(expected);
  });
});

test('content words know their place and their lemma', () => {
  expect(contentWords('two women are playing with soccer balls'.split(' '))).toEqual([
    { at: 0, kind: 'modifier', lemma: 'two' },
    { at: 1, kind: 'noun', lemma: 'person' },
    { at: 3, kind: 'verb', lemma: 'play' },
    { at: 5, kind: 'noun', lemma: 'soccer' },
    { at: 6, kind: 'noun', lemma: 'ball' },
  ]);
});

test('a male dog is no person', () => {
  expect(contentWords(['a', 'male', 'dog']).map(({ lemma }) => lemma)).toEqual(['male', 'dog']);
});

describe('lemmas', () => {
  it.each([
    ['Dogs', 'dog'],
    ['running', 'run'],
    ['ran', 'run'],
    ['wading', 'wade'],
    ['women', 'person'],
    ['toddler', 'person'],
    ['puppies', 'dog'],
    ['bike', 'bicycle'],
    ['leaves', 'leaf'],
    ['glasses', 'glasses'],
    ['grass', 'grass'],
    ['lying', 'lie'],
    ['surfers', 'surfer'],
  ])('%s → %s', (word, lemma) => {
    expect(lemmaOf(word)).toBe(lemma);
  });

  it.each([
    ['giraffes', 'giraffe'],
    ['cherries', 'cherry'],
    ['finches', 'finch'],
    ['walrus', 'walrus'],
    ['espresso', 'espresso'],
  ])('outside the table: %s → %s', (word, lemma) => {
    expect(lemmaOf(word)).toBe(lemma);
    expect(kindOf(word)).toBe('noun');
  });

  it('who says surfer has said person, but not the other way round', () => {
    expect(lemmasSaid(['a', 'surfer'])).toContain('person');
    expect(lemmasSaid(['a', 'person'])).not.toContain('surfer');
    expect(lemmasSaid(['T-shirt'])).toEqual(new Set(['t-shirt', 'shirt', 'clothing']));
  });
});
