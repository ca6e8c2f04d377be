// Nouns instead of sentences: every noun that Inkling can say has a word in each language, and only nouns are taken.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nounsOf } from '../../../extension/languages/in-language.ts';
import { LANGUAGES } from '../../../extension/languages/languages.ts';
import { LEFT_OUT, shortForm } from '../../../extension/languages/short-form.ts';
import { isDenied, neutral } from '../../../model/english/neutral-words.ts';
import type { LabelTree } from '../../../model/labels.ts';
import { kindsIn, lemmaOf } from '../../../model/words.ts';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const vocabulary: string[] = json('model/weights/vocabulary.json');
const { nodes }: LabelTree = json('model/weights/labels.json');
const names = nodes.flatMap(({ say }) => say ?? []);
/** Words of captions that can be a noun: after an article they are one. */
const nouns = vocabulary.filter((word) => /^[a-z]/.test(word) && kindsIn(['a', word])[1] === 'noun' && !isDenied(word));
const others = LANGUAGES.filter((language) => language !== 'en');

const ARTICLES: Record<string, string[]> = {
  de: ['der', 'die', 'das', 'ein', 'eine'],
  fr: ['le', 'la', 'les', 'un', 'une'],
  es: ['el', 'la', 'los', 'las', 'un', 'una'],
  pt: ['o', 'a', 'os', 'as', 'um', 'uma'],
  tr: ['bir'],
};

describe.each(others)('%s', async (language) => {
  const table = await nounsOf(language);

  test('has a word for every name of a thing', () => {
    expect(names.filter((name) => !shortForm(name, table))).toEqual([]);
  });

  test('has a word for every noun of the captions that is not left out', () => {
    const sayable = nouns.filter((word) => !LEFT_OUT.has(word) && !LEFT_OUT.has(lemmaOf(word)));
    expect(sayable.length).toBeGreaterThan(900);
    expect(sayable.filter((word) => !shortForm(`a ${neutral(word)}`, table))).toEqual([]);
  });

  test('says the neutral words for persons', () => {
    for (const word of ['a person', 'people', 'a child', 'children', 'a player'])
      expect(shortForm(word, table)).toBeTruthy();
  });

  test('is without articles, empty entries or spaces too many', () => {
    for (const [key, word] of Object.entries(table)) {
      expect(key, key).toBe(key.toLowerCase().trim());
      expect(word, key).toBe(word.trim());
      expect(word, key).toMatch(/^[\p{L}][\p{L}\d ’'-]*$/u);
      expect(ARTICLES[language].includes(word.split(' ')[0]), key).toBe(false);
    }
  });
});

test('what is left out are nouns of captions', () => {
  const known = new Set(vocabulary.flatMap((word) => [word, lemmaOf(word)]));
  expect([...LEFT_OUT].filter((word) => !known.has(word))).toEqual([]);
});

const german = await nounsOf('de');

test('German nouns begin with a capital', () => {
  const small = Object.values(german).filter((word) => !/\p{Lu}/u.test(word));
  expect(small).toEqual([]);
});

test('the tables are in order, and each noun has a word in every language', () => {
  const tables = ['names', 'captions'].map((file) =>
    Object.entries<string[]>(json(`extension/languages/nouns/${file}.json`)),
  );
  for (const rows of tables) expect(rows.map(([noun]) => noun)).toEqual(rows.map(([noun]) => noun).toSorted());
  const all = tables.flat();
  expect(new Set(all.map(([noun]) => noun)).size).toBe(all.length);
  expect(all.filter(([, words]) => words.length !== others.length)).toEqual([]);
});

test.each([
  ['two dogs running on grass', 'Hund, Gras'],
  ['a person in a red shirt on a mountain', 'Person, Hemd, Berg'],
  ['people and children', 'Personen, Kinder'],
  ['a puppy', 'Welpe'],
  ['an espresso', 'Espresso'],
  ['a Komodo dragon', 'Komodowaran'],
  ['a plate of food', 'Teller mit Essen'],
  ['binoculars', 'Fernglas'],
])('%s: %s', (english, short) => {
  expect(shortForm(english, german)).toBe(short);
});

test.each([
  ['of neighbours the last counts', 'a dog climbing a rock wall', 'Hund, Wand'],
  ['unless they are known together', 'a rock face behind a person in a tank top', 'Felswand, Person, Trägershirt'],
  ['in any number', 'soccer players with tennis balls', 'Person beim Fußball, Tennisball'],
  ['owners count', "a ball in a dog’s water near a person's bench", 'Ball, Wasser, Person, Bank'],
  ['each counts once', 'a dog and another dog in a field', 'Hund, Feld'],
  ['what is done is left out', 'a skateboard trick', 'Skateboard'],
  ['a thing that is all that is said is what its name says', 'a pitcher', 'Krug'],
  ['in a caption, what means too much is left out', 'a pitcher throwing a ball', 'Ball'],
])('%s', (_, english, short) => {
  expect(shortForm(english, german)).toBe(short);
});

test('without a noun, or with one that has no word, there is no short form', () => {
  expect(shortForm('a jump', german)).toBeNull();
  expect(shortForm('a dog with a zyzzyva', german)).toBeNull();
  expect(shortForm('a dog and a constructor', german)).toBeNull();
  expect(shortForm('', german)).toBeNull();
});
