// METEOR against values worked out by hand, which the original (meteor-1.5.jar -m 'exact stem') gives as well.
import { describe, expect, it } from 'vitest';
import { meteor, meteorCounts } from '../../../training/scores/meteor.ts';

const counts = (said: string, ...references: string[]) =>
  meteorCounts(
    said.split(' '),
    references.map((reference) => reference.split(' ')),
  );
const one = (said: string, ...references: string[]) => meteor([counts(said, ...references)]);

describe('METEOR', () => {
  it('is 100 for the same sentence, and 0 where nothing is shared', () => {
    expect(one('a dog runs', 'a dog runs')).toBe(100);
    expect(one('two cats', 'a dog runs')).toBe(0);
    expect(one('', 'a dog runs')).toBe(0);
  });

  it('counts a content word three times as much as a function word: 0.25 of 0.25 + 0.75, in one chunk of one word', () => {
    expect(one('a cat', 'a dog')).toBeCloseTo(100 * 0.25 * (1 - 0.6), 9);
  });

  it('counts the same stem 0.6, and does not punish a whole sentence in one piece', () => {
    expect(one('dogs run', 'dog run')).toBeCloseTo((100 * (0.6 + 1)) / 2, 9);
  });

  it('wants recall more than precision', () => {
    // Of "dog runs" 1, of "dog runs fast home" a half: 1 × ½ ∕ (.85 × 1 + .15 × ½); one chunk of two words.
    expect(one('dog runs', 'dog runs fast home')).toBeCloseTo((100 * 0.5 * (1 - 0.6 * 0.5 ** 0.2)) / 0.925, 9);
    expect(one('dog runs fast home', 'dog runs')).toBeCloseTo((100 * 0.5 * (1 - 0.6 * 0.5 ** 0.2)) / 0.575, 9);
  });

  it('finds the alignment with the fewest chunks: "the dog", "and", "the cat"', () => {
    expect(counts('the dog and the cat', 'the cat and the dog')).toMatchObject({ words: 5, chunks: 3, unmatched: 0 });
    expect(one('the dog and the cat', 'the cat and the dog')).toBeCloseTo(100 * (1 - 0.6 * (3 / 5) ** 0.2), 9);
  });

  it('takes the reference that suits best, and pools the counts of all pictures', () => {
    const [first, second] = [counts('a cat', 'two dogs', 'a dog'), counts('dogs run', 'dog run')];
    expect(meteor([first])).toBe(one('a cat', 'a dog'));
    const share = (0.25 + 0.75 * 1.6) / (1 + 1.5); // precision and recall alike
    expect(meteor([first, second])).toBeCloseTo(100 * share * (1 - 0.6 * (2 / 3) ** 0.2), 9);
  });
});
