// What is gathered for each word of a sentence. Runs in Node.
import { expect, test } from 'vitest';
import type { Sentence } from '../../model/captioner.ts';
import { EVIDENCE, gatherEvidence } from '../../model/evidence.ts';

const sentence = (text: string, probability: number): Sentence => ({
  text,
  words: text.split(' ').map((word) => ({ word, probability })),
  confidence: probability,
});
const opinion = (lemma: string) => (lemma === 'dog' ? { now: 2, before: -1 } : undefined);

test('nouns, verbs and modifiers, each with all its numbers', () => {
  const evidence = gatherEvidence([sentence('a brown dog is running', 0.5)], opinion);
  expect(evidence.map(({ lemma, kind, at }) => [lemma, kind, at])).toEqual([
    ['brown', 'modifier', 1],
    ['dog', 'noun', 2],
    ['run', 'verb', 4],
  ]);
  for (const { features } of evidence) {
    expect(features).toHaveLength(EVIDENCE.length);
    expect(features.every(Number.isFinite)).toBe(true);
  }
  const dog = Object.fromEntries(EVIDENCE.map((name, i) => [name, evidence[1].features[i]]));
  expect(dog['log p of the word']).toBeCloseTo(Math.log(0.5));
  expect(dog['its detector, rise over the usual']).toBe(3);
  expect(dog['no detector for it']).toBe(0);
  expect(evidence[0].features[EVIDENCE.indexOf('no detector for it')]).toBe(1);
});

test('agreement: the weight of the sentences that name the same thing, in any number', () => {
  const [same, other] = [sentence('dogs', 0.5), sentence('cat', 0.25)];
  const [dog] = gatherEvidence([sentence('dog', 0.5), same, other], opinion);
  // the three weigh 0.5 : 0.5 : 0.25
  expect(dog.features[EVIDENCE.indexOf('share of all sentences that say it')]).toBeCloseTo(0.8);
});
