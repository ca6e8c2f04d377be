// Which descriptions say nothing new to someone who has heard another. With the sentences of the real network. Runs in Node.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLabeller } from '../../model/labels.ts';
import { onlyRepeats, type Thing } from '../../model/same-thing.ts';
import { contentWords } from '../../model/words.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';

const tree = JSON.parse(readFileSync('model/weights/labels.json', 'utf8'));
const flat = { kernel: new Float32Array(4 * tree.classes), bias: new Float32Array(tree.classes) };
const arrays = new Map([
  ['classifier/kernel', { shape: [4, tree.classes], values: flat.kernel }],
  ['classifier/bias', { shape: [tree.classes], values: flat.bias }],
]);
const labeller = createLabeller(await startNodeEngine(), arrays, tree);

/** The name for the class with this first word, as the network would give it. */
function label(word: string): Thing {
  const index = tree.nodes.findIndex(({ words }: { words: string[] }) => words[0] === word);
  expect([word, index >= 0 && index < tree.classes]).toEqual([word, true]);
  const only = new Float32Array(tree.classes);
  only[index] = 1;
  const [first] = labeller.labels(only, 0.9);
  return first;
}

const caption = (text: string): Thing[] =>
  contentWords(text.split(' ')).flatMap(({ kind, lemma }) => (kind === 'noun' ? [{ noun: lemma }] : []));

test.each([
  ['a dog', 'a brown dog'],
  ['two dogs are playing', 'a puppy is playing'],
  ['a black and white dog is running through the grass', 'a black and white dog is running through a field'],
  ['a child is walking on the beach', 'a child is walking in the sand'],
  ['a skier is skiing', 'a person is skiing'],
  ['two people are playing in a lake', 'two children are playing in a water'],
  ['a person in a yellow kayak', 'a person in a yellow kayak is riding a boat on a yellow kayak'],
])('“%s” is said again by “%s”', (first, second) => {
  expect(onlyRepeats(caption(second), caption(first))).toBe(true);
});

test.each([
  ['two dogs play in the snow', 'two children play in the snow'],
  ['a person is standing in the water', 'a surfer is riding a wave'],
  ['a person is sitting', 'a person is sitting on a rock'],
  ['a child is playing', 'a child is playing a violin'],
])('“%s” is not said again by “%s”', (first, second) => {
  expect(onlyRepeats(caption(second), caption(first))).toBe(false);
});

test.each([
  ['tub', 'bathtub'],
  ['bathtub', 'tub'],
  ['border collie', 'collie'],
  ['saluki', 'whippet'], // two dogs, as the table of words has it
])('a %s is said again by a %s', (first, second) => {
  expect(onlyRepeats([label(second)], [label(first)])).toBe(true);
});

test('names and captions are compared too', () => {
  expect(onlyRepeats([label('saint bernard')], caption('a brown dog in the snow'))).toBe(true);
  expect(onlyRepeats(caption('a dog'), [label('saint bernard')])).toBe(true);
  expect(onlyRepeats([label('grocery store')], caption('a person stands in front of a store'))).toBe(true);
  expect(onlyRepeats([label('bald eagle')], caption('a bird is flying'))).toBe(false);
  expect(onlyRepeats(caption('a bird is flying'), [label('bald eagle')])).toBe(true);
  expect(onlyRepeats([label('espresso')], caption('a dog in the grass'))).toBe(false);
});
