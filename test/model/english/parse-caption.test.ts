// How captions are taken apart. Written as subject | link: phrase | …, clauses one below the other.
import { expect, it } from 'vitest';
import { type Clause, parseCaption } from '../../../model/english/parse-caption.ts';
import type { NounPhrase, Token } from '../../../model/english/read-phrase.ts';

const text = (tokens: Token[]) => tokens.map(({ word }) => word).join(' ');
const phrase = ({ lead, determiners, modifiers, nouns, owner }: NounPhrase): string =>
  [
    owner && `${phrase(owner)}'s`,
    text(lead),
    text(determiners),
    ...modifiers.map((group) => `(${text(group)})`),
    text(nouns).replaceAll(' ', '-'),
  ]
    .filter(Boolean)
    .join(' ');
const show = ({ joiner, subjects, items }: Clause) =>
  [
    [text(joiner), subjects.map(phrase).join(' + ')].filter(Boolean).join(' '),
    ...items.map(({ joiner, auxiliaries, verbs, rest, phrases }) => {
      const link = [joiner, auxiliaries, verbs, rest].map(text).filter(Boolean).join(' · ');
      return `${link}: ${phrases.map(phrase).join(' + ')}`.trim();
    }),
  ].join(' | ');

it.each([
  ['a dog is running through the snow', ['a dog | is · running · through: the snow']],
  ['a black and white dog', ['a (black and white) dog']],
  ['a large brown dog', ['a (large) (brown) dog']],
  ['a group of people sit', ['a group of people | sit:']],
  ['a man and a woman are sitting', ['a man + a woman | are · sitting:']],
  ['a man in a hat and a coat', ['a man | in: a hat + a coat']],
  ['a man sits on a bench and reads a book', ['a man | sits · on: a bench | and · reads: a book']],
  ['a dog sits and a cat sleeps', ['a dog | sits:', 'and a cat | sleeps:']],
  ['a man sits while a dog is running', ['a man | sits:', 'while a dog | is · running:']],
  ['a dog that is wearing a coat', ['a dog | that · is · wearing: a coat']],
  ['a boy trying to catch a ball', ['a boy | trying to catch: a ball']],
  ['a boy is standing and looking at a ball', ['a boy | is · standing: | and · looking · at: a ball']],
  ['a man on the edge of a pool', ['a man | on the edge of: a pool']],
  ["a dog 's mouth", ["a dog's mouth"]],
  ['a man dressed in black', ['a man | dressed · in: black']],
  ['there are two dogs in a park', ['(two) dogs | in: a park']],
  ['a dog in the in the snow', ['a dog | in: the snow']],
  ['a man stands as others watch', ['a man | stands:', 'as others | watch:']],
])('%s', (caption, clauses) => {
  expect(parseCaption(caption.split(' ')).map(show)).toEqual(clauses);
});
