// Expected: what coco-caption's own tokenizer (Stanford CoreNLP 3.4.1, lower case) prints, less its punctuation list.
import { expect, it } from 'vitest';
import { tokenize } from '../../../training/scores/tokenize.ts';

const cases: [string, string][] = [
  ['A black dog runs , and jumps .', 'a black dog runs and jumps'],
  ["The dog's ball isn't the boys' ball", "the dog 's ball is n't the boys ball"],
  ["I can't, won't, don't; they're we've I'd he'll", "i ca n't wo n't do n't they 're we 've i 'd he 'll"],
  ['cannot gonna wanna gimme gotta lemme wannabe', 'can not gon na wan na gim me got ta lem me wannabe'],
  ["'tis rock 'n' roll at six o'clock in the '80s", "'t is rock 'n' roll at six o'clock in the '80s"],
  ['a tri-colored t-shirt -- with dogs - and ... more', 'a tri-colored t-shirt with dogs and more'],
  ['He said "hello" and ‘goodbye’…', 'he said hello and goodbye'],
  ['a man (in red) jumps', 'a man -lrb- in red -rrb- jumps'],
  ['Mr. Smith vs. the U.S. team of Washington D.C.', 'mr. smith vs. the u.s. team of washington d.c.'],
  ['no. 5 costs $5 or 50% of 3,000 at 12:30', 'no. 5 costs $ 5 or 50 % of 3,000 at 12:30'],
  ['black & white and/or #23', 'black & white and/or # 23'],
  ['no.', 'no'],
  [' \t\n', ''],
];

it.each(cases)('%s', (sentence, words) => {
  expect(tokenize(sentence).join(' ')).toBe(words);
});
