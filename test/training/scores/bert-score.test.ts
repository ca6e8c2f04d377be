// BERTScore against values worked out by hand, on vectors of two numbers.
import { describe, expect, it } from 'vitest';
import {
  bertScore,
  type Embedder,
  meanBertScore,
  measureBert,
  type Token,
} from '../../../training/scores/bert-score.ts';

/** Directions in the plane, in degrees; "#" marks what the model adds. */
const VECTORS: Record<string, number> = { dog: 0, puppy: 60, runs: 90, '#': 180 };
const tokens = (sentence: string): Token[] =>
  sentence.split(' ').map((word) => {
    const angle = (VECTORS[word] * Math.PI) / 180;
    return { vector: Float32Array.of(Math.cos(angle), Math.sin(angle)), isAdded: word === '#' };
  });
const one = (said: string, ...references: string[]) => bertScore(tokens(said), references.map(tokens));

describe('bertScore', () => {
  it('is 1 for the same words in any order', () => {
    const { precision, recall, f1 } = one('dog runs', 'runs dog');
    for (const value of [precision, recall, f1]) expect(value).toBeCloseTo(1, 6);
  });

  it('finds for each word the one most like it on the other side', () => {
    const { precision, recall, f1 } = one('puppy', 'dog runs'); // cos 60° = .5, cos 30° = .866
    expect(precision).toBeCloseTo(Math.cos(Math.PI / 6), 6);
    expect(recall).toBeCloseTo((0.5 + Math.cos(Math.PI / 6)) / 2, 6);
    expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 9);
  });

  it('does not ask for what the model adds, but compares with it', () => {
    expect(one('# dog #', '# dog #').f1).toBeCloseTo(1, 6);
    expect(one('# dog', '# runs').precision).toBeCloseTo(0, 6); // runs: cos 90°, not −1
    expect(one('dog', '#').precision).toBeCloseTo(-1, 6);
    expect(one('#', 'dog')).toEqual({ precision: 0, recall: -1, f1: 0 });
  });

  it('takes the best of several references, each figure by itself', () => {
    const [a, b, both] = [one('dog', 'puppy'), one('dog', 'dog runs'), one('dog', 'puppy', 'dog runs')];
    expect([a.recall, b.recall].map((value) => value.toFixed(3))).toEqual(['0.500', '0.500']);
    expect(both.precision).toBe(Math.max(a.precision, b.precision));
    expect(both.f1).toBe(Math.max(a.f1, b.f1));
  });
});

describe('measureBert', () => {
  const embedder: Embedder = { embed: async (sentence) => tokens(sentence) };

  it('scores what was said, and each human caption against the others', async () => {
    const { said, people } = await measureBert(embedder, 'dog', ['dog', 'puppy', 'dog']);
    expect(said.f1).toBeCloseTo(1, 6);
    expect(people?.f1).toBeCloseTo((1 + 0.5 + 1) / 3, 6);
    expect((await measureBert(embedder, 'dog', ['puppy'])).people).toBeUndefined();
  });

  it('averages pictures', () => {
    const score = (value: number) => ({ precision: value, recall: 2 * value, f1: 3 * value });
    expect(meanBertScore([score(0), score(0.5)])).toEqual(score(0.25));
  });
});
