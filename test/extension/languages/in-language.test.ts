// Descriptions in another language: translated, else in nouns, else English, and never two languages in one answer. A stub
// stands for the browser's translator.
import { afterEach, expect, test, vi } from 'vitest';
import { inLanguage } from '../../../extension/languages/in-language.ts';
import type { LANGUAGES } from '../../../extension/languages/languages.ts';
import { FINDING } from '../../extension-page.ts';

const dogs = {
  ...FINDING,
  text: 'two dogs running on grass',
  careful: 'two dogs',
  guesses: ['a sheep on a hill', 'a puppy', 'a lamb'].map((text) => ({ text, probability: 0.4 })),
};
const nouns = (language: (typeof LANGUAGES)[number]) => ({ language, translate: false });
const sentences = { language: 'de', translate: true } as const;
const translateWith = (translate: (text: string) => Promise<string>) =>
  vi.stubGlobal('Translator', { availability: async () => 'available', create: async () => ({ translate }) });

afterEach(() => void vi.unstubAllGlobals());

test('in English everything stays as it is', async () => {
  expect(await inLanguage(dogs, nouns('en'))).toEqual({ ...dogs, lang: 'en' });
});

test('in German there are nouns, in the guesses and in what is careful too', async () => {
  expect(await inLanguage(dogs, nouns('de'))).toEqual({
    ...dogs,
    text: 'Hund, Gras',
    careful: 'Hund',
    guesses: ['Schaf, Hügel', 'Welpe', 'Lamm'].map((text) => ({ text, probability: 0.4 })),
    lang: 'de',
  });
});

test.each([
  ['fr', 'chien, herbe'],
  ['es', 'perro, hierba'],
  ['pt', 'cachorro, grama'],
  ['tr', 'köpek, çimen'],
] as const)('so it is in %s', async (language, text) => {
  expect(await inLanguage(dogs, nouns(language))).toMatchObject({ text, lang: language });
});

test('guesses that have become the same are said once', async () => {
  const guesses = ['a dog on grass', 'a horse', 'two horses'].map((text) => ({ text, probability: 0.4 }));
  const said = await inLanguage({ ...dogs, guesses }, nouns('de'));
  expect(said.guesses.map(({ text }) => text)).toEqual(['Pferd']);
});

test('where a single noun has no word, all of the answer is English', async () => {
  const guesses = [{ text: 'a zyzzyva', probability: 0.4 }];
  expect(await inLanguage({ ...dogs, guesses }, nouns('de'))).toEqual({ ...dogs, guesses, lang: 'en' });
});

test('where nothing is said, the reason is in the language', async () => {
  const silent = { ...FINDING, text: null, band: null, reason: 'unsure' as const };
  expect(await inLanguage(silent, nouns('de'))).toMatchObject({ text: null, lang: 'de' });
});

test('who wants sentences gets them, in the guesses too', async () => {
  translateWith(async (text) => `(${text})`);
  const said = await inLanguage(dogs, sentences);
  expect(said).toMatchObject({ text: `(${dogs.text})`, careful: '(two dogs)', lang: 'de' });
  expect(said.guesses[0].text).toBe('(a sheep on a hill)');
});

test('whoever has not asked for sentences gets none', async () => {
  translateWith(async (text) => `(${text})`);
  expect(await inLanguage(dogs, nouns('tr'))).toMatchObject({ text: 'köpek, çimen' });
});

test('where a single translation fails, all of the answer is in nouns', async () => {
  translateWith(async (text) => (text === 'a puppy' ? Promise.reject(new Error('lost')) : `(${text})`));
  expect(await inLanguage(dogs, { language: 'fr', translate: true })).toMatchObject({
    text: 'chien, herbe',
    lang: 'fr',
  });
});
