// What is said around descriptions: whole in each language, and never surer in one than in another.
import { expect, test } from 'vitest';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../extension/languages/languages.ts';
import { SPOKEN } from '../../../extension/languages/spoken.ts';

const others = LANGUAGES.filter((language) => language !== 'en');
/** Every text in a table, with the way to it. */
const texts = (table: object, path = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  );

test('each language has a name of its own', () => {
  expect(new Set(Object.values(LANGUAGE_NAMES)).size).toBe(LANGUAGES.length);
});

test.each(others)('%s has everything that English has, in words of its own', (language) => {
  const english = new Map(texts(SPOKEN.en));
  const own = texts(SPOKEN[language]);
  expect(own.map(([key]) => key).sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of own) {
    expect(text.trim(), key).not.toBe('');
    if (key !== 'colon') expect(text, key).not.toBe(english.get(key));
    expect(/[.:]\s*$/.test(text), key).toBe(/[.:]\s*$/.test(english.get(key)!) || /^(author|own)$/.test(key));
  }
});

test.each([
  ['de', /vielleicht|falsch|unsicher|KI/i],
  ['fr', /peut-être|pas sûr|moins sûre|IA/i],
  ['es', /quizás|dudoso|menos segura|IA/i],
  ['pt', /talvez|incerto|menos certa|IA/i],
  ['tr', /belki|kesin değil|daha az kesin|YZ/i],
] as const)('no hedge in %s says that the picture is something', (language, doubt) => {
  for (const hedge of Object.values(SPOKEN[language].hedges).flatMap((each) => Object.values(each))) {
    expect(hedge).toMatch(doubt);
  }
});

test.each(LANGUAGES)('in %s a likely, a doubtful and another guess begin differently', (language) => {
  for (const hedges of Object.values(SPOKEN[language].hedges)) expect(new Set(Object.values(hedges)).size).toBe(3);
});
