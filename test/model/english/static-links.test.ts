// What links two things when the verb between them is not said; null: nothing that the caption said.
import { expect, it } from 'vitest';
import { parseCaption } from '../../../model/english/parse-caption.ts';
import { staticLink } from '../../../model/english/static-links.ts';

it.each([
  ['a dog sitting on a bed', 'on'],
  ['a dog running through the snow', 'in'],
  ['a dog running through a tunnel', null],
  ['a dog jumping over a log', null],
  ['a man walking down the street', 'on'],
  ['a man standing in front of a wall', 'in front of'],
  ['a man standing next to a wall', 'next to'],
  ['a man sitting on the edge of a cliff', 'on the edge of'],
  ['a man standing at a table', 'at'],
  ['a man looking at a table', null],
  ['a man standing by a dog', 'by'],
  ['a sled pulled by a dog', null],
  ['a man holding a ball', 'with'],
  ['a man wearing a hat', 'in'],
  ['a dog chasing a ball', null],
  ['a dog jumping up in the air', 'in'],
])('%s: %s', (caption, link) => {
  expect(staticLink(parseCaption(caption.split(' '))[0].items[0])?.join(' ') ?? null).toBe(link);
});
