// The words a person hears.
import { expect, test } from 'vitest';
import { labelFor, reasonSentence, spokenSentence } from '../../extension/wording.ts';

const dogs = { text: 'two dogs running on grass' };

test('the hedge comes first', () => {
  expect(labelFor(dogs.text)).toBe('Might be: two dogs running on grass');
  expect(spokenSentence(dogs)).toBe('Might be: two dogs running on grass');
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

test('silence has a reason', () => {
  expect(spokenSentence({ text: null, reason: 'unsure' }, { decorative: true })).toBe(
    'Marked as decorative. Not sure what this picture shows',
  );
  expect(reasonSentence('not-found')).toBe('This picture could not be loaded: it was not found');
});
