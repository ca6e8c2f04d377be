// The words a person hears.
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../extension/languages/languages.ts';
import { SPOKEN } from '../../extension/languages/spoken.ts';
import { labelFor, ownSentence, reasonSentence, type Sayable, spokenSentence } from '../../extension/wording.ts';

const dogs: Sayable = { text: 'two dogs running on grass', band: 'likely', guesses: [], wording: 'full', lang: 'en' };
const doubtful: Sayable = { ...dogs, band: 'doubtful', reason: 'unsure' };
const silent: Sayable = { text: null, band: null, reason: 'unsure', guesses: [], wording: 'full', lang: 'en' };
const guesses = ['a sheep', 'a person on a beach', 'a horse', 'a cow'].map((text) => ({ text, probability: 0.2 }));

test('the hedge comes first', () => {
  expect(labelFor(dogs)).toBe('Might be: two dogs running on grass');
  expect(spokenSentence(dogs)).toBe('Might be: two dogs running on grass');
});

test('what is doubtful is said as such, and never written', () => {
  expect(spokenSentence(doubtful)).toBe('Not sure, could be wrong: two dogs running on grass');
  expect(labelFor(doubtful)).toBeNull();
  expect(labelFor(silent)).toBeNull();
});

test('the user’s own words need no hedge, and there are no other guesses', () => {
  const own = { ...dogs, text: 'Rex and Bella', own: true as const, guesses };
  expect(labelFor(own)).toBe('Rex and Bella');
  expect([0, 1].map((press) => spokenSentence(own, {}, press))).toEqual([
    'You call this Rex and Bella',
    'You call this Rex and Bella',
  ]);
  expect(spokenSentence(own, { name: 'Dogs' })).toBe('The author calls this Dogs. You call this Rex and Bella');
});

test('a description that the user has hidden stays hidden', () => {
  const hidden: Sayable = { ...silent, reason: 'hidden' };
  expect(labelFor(hidden)).toBeNull();
  expect(spokenSentence(hidden)).toBe('You have hidden this description');
});

test('hedges can be short', () => {
  expect(labelFor({ ...dogs, wording: 'short' })).toBe('AI: two dogs running on grass');
  expect(spokenSentence({ ...doubtful, wording: 'short' })).toBe('AI, unsure: two dogs running on grass');
  expect(spokenSentence({ ...dogs, guesses, wording: 'short' }, {}, 2)).toBe('AI, another guess: a sheep');
});

test('no hedge says that the picture is something', () => {
  for (const hedge of Object.values(SPOKEN.en.hedges).flatMap((each) => Object.values(each))) {
    expect(hedge).toMatch(/might|could be wrong|less sure|AI/i);
  }
});

test.each([
  [{ name: 'Our dogs' }, 'The author calls this Our dogs. Might be: two dogs running on grass'],
  [{ name: 'Our dogs!' }, 'The author calls this Our dogs! Might be: two dogs running on grass'],
  [{ decorative: true }, 'Marked as decorative. Might be: two dogs running on grass'],
  [{ decorative: true, name: 'Dogs' }, 'The author calls this Dogs. Might be: two dogs running on grass'],
  [{ chosen: 'largest' as const }, 'Largest picture: Might be: two dogs running on grass'],
  [
    { chosen: 'focused' as const, name: 'Dogs' },
    'Focused picture: The author calls this Dogs. Might be: two dogs running on grass',
  ],
])('what the author said comes before: %o', (context, sentence) => {
  expect(spokenSentence(dogs, context)).toBe(sentence);
});

test('a long name is cut', () => {
  const sentence = spokenSentence(dogs, { name: 'dog '.repeat(1000) });
  expect(sentence.length).toBeLessThan(250);
  expect(sentence).toContain('… Might be: two dogs');
});

test('a second press repeats; further ones say three other guesses, each with its hedge, then that there are no more, then the first again', () => {
  const said = [0, 1, 2, 3, 4, 5, 6].map((press) => spokenSentence({ ...dogs, guesses }, { name: 'Dogs' }, press));
  expect(said).toEqual([
    'The author calls this Dogs. Might be: two dogs running on grass',
    'The author calls this Dogs. Might be: two dogs running on grass',
    'Another guess, less sure: a sheep',
    'Another guess, less sure: a person on a beach',
    'Another guess, less sure: a horse',
    'No other guesses.',
    'The author calls this Dogs. Might be: two dogs running on grass',
  ]);
});

test('without other guesses the third press says so', () => {
  expect([0, 1, 2, 3].map((press) => spokenSentence(doubtful, {}, press))).toEqual([
    'Not sure, could be wrong: two dogs running on grass',
    'Not sure, could be wrong: two dogs running on grass',
    'No other guesses.',
    'Not sure, could be wrong: two dogs running on grass',
  ]);
});

test('silence has a reason, and stays silence however often one asks', () => {
  expect(spokenSentence(silent, { decorative: true })).toBe('Marked as decorative. Not sure what this picture shows');
  expect(spokenSentence({ ...silent, guesses }, {}, 1)).toBe('Not sure what this picture shows');
  expect(reasonSentence('not-found', 'en')).toBe('This picture could not be loaded: it was not found');
});

test('in another language, all of a sentence is in it', () => {
  const hund: Sayable = { ...dogs, text: 'Hund, Gras', guesses: [{ text: 'Schaf', probability: 0.2 }], lang: 'de' };
  expect(labelFor(hund)).toBe('Vielleicht: Hund, Gras');
  expect(labelFor({ ...hund, wording: 'short' })).toBe('KI: Hund, Gras');
  expect([0, 2, 3].map((press) => spokenSentence(hund, { name: 'Rex', chosen: 'largest' }, press))).toEqual([
    'Größtes Bild: Auf der Seite heißt das: Rex. Vielleicht: Hund, Gras',
    'Andere Vermutung, noch unsicherer: Schaf',
    'Keine weiteren Vermutungen.',
  ]);
  expect(spokenSentence({ ...hund, band: 'doubtful' })).toBe('Unsicher, kann falsch sein: Hund, Gras');
  expect(spokenSentence({ ...silent, lang: 'de' })).toBe('Unsicher, was dieses Bild zeigt');
  expect(spokenSentence({ ...hund, text: 'mein Hund', own: true })).toBe('Ihre Beschreibung: mein Hund');
  expect(ownSentence('mein Hund', 'de')).toBe('Ihre Beschreibung: mein Hund');
  expect(reasonSentence('no-image', 'de', { decorative: true })).toBe(
    'Als dekorativ gekennzeichnet. Hier ist kein Bild',
  );
  expect(labelFor({ ...hund, text: 'chien', lang: 'fr' })).toBe('Peut-être\u00a0: chien');
});

test.each(LANGUAGES)('in %s a sentence begins with its hedge', (lang) => {
  const likely = SPOKEN[lang].hedges.full.likely;
  expect(labelFor({ ...dogs, lang })?.startsWith(likely)).toBe(true);
  expect(spokenSentence({ ...dogs, lang })).toBe(labelFor({ ...dogs, lang }));
});
