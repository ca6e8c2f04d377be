// Scores against values worked out by hand (the arithmetic is given) or published (the source is given).
import { describe, expect, it } from 'vitest';
import { ciderScorer } from '../../../training/scores/cider.ts';
import { score } from '../../../training/scores/score.ts';

/** Scores one sentence. */
const one = (hypothesis: string, ...references: string[]) =>
  score(new Map([['a.jpg', hypothesis]]), new Map([['a.jpg', references]]));

describe('BLEU', () => {
  it('clips counts by the largest in one reference', () => {
    const { bleu } = one('the the the cat', 'the cat sat on', 'a cat on the mat');
    expect(bleu[0]).toBeCloseTo(50, 6); // "the" once and "cat": 2 of 4
    expect(bleu[1]).toBeCloseTo(100 * Math.sqrt((2 / 4) * (1 / 3)), 6); // "the cat": 1 of 3
    expect(bleu.slice(2)).toEqual([0, 0]);
  });

  it('takes the closest reference length, the shorter on a tie', () => {
    expect(one('a dog', 'a dog runs fast').bleu[0]).toBeCloseTo(100 * Math.exp(1 - 4 / 2), 6);
    expect(one('a dog runs fast', 'a dog runs', 'a dog runs very fast').bleu[0]).toBeCloseTo(100, 6);
  });

  it('pools the counts of all pictures', () => {
    const hypotheses = new Map([
      ['a.jpg', 'dog'],
      ['b.jpg', 'a red ball'],
    ]);
    const references = new Map([
      ['a.jpg', ['dog']],
      ['b.jpg', ['the blue ball']],
    ]);
    expect(score(hypotheses, references).bleu[0]).toBeCloseTo((100 * (1 + 1)) / (1 + 3), 6);
  });

  it('agrees with the first example of Papineni et al. (2002), as NLTK scores it (0.5045666840)', () => {
    const { bleu } = one(
      'It is a guide to action which ensures that the military always obeys the commands of the party',
      'It is a guide to action that ensures that the military will forever heed Party commands',
      'It is the guiding principle which guarantees the military forces always being under the command of the Party',
      'It is the practical guide for the army always to heed the directions of the party',
    );
    expect(bleu[0]).toBeCloseTo((100 * 17) / 18, 6); // the paper's modified unigram precision
    expect(bleu[1]).toBeCloseTo(100 * Math.sqrt((17 / 18) * (10 / 17)), 6); // and bigram precision
    expect(bleu[3]).toBeCloseTo(50.4566684, 6);
  });
});

describe('ROUGE-L', () => {
  it('agrees with the example of Lin (2004)', () => {
    expect(one('police kill the gunman', 'police killed the gunman').rougeL).toBeCloseTo(75, 6);
    expect(one('the gunman kill police', 'police killed the gunman').rougeL).toBeCloseTo(50, 6);
  });

  it('weighs recall by beta 1.2 and takes the best precision and recall apart', () => {
    const f = (precision: number, recall: number) => (2.44 * precision * recall) / (recall + 1.44 * precision);
    expect(one('red dog', 'red dog on grass').rougeL).toBeCloseTo(100 * f(1, 2 / 4), 6);
    expect(one('red dog', 'red dog on grass', 'dog').rougeL).toBeCloseTo(100 * f(1, 1), 6);
  });
});

describe('CIDEr-D', () => {
  const scorer = ciderScorer(
    new Map([
      ['dog.jpg', [['a', 'dog']]],
      ['cat.jpg', [['a', 'cat']]],
    ]),
  );

  it('counts only what is rare: two pictures, so that "a" weighs log 2 − log 2 = 0', () => {
    expect(scorer('dog.jpg', ['a', 'dog'])).toBeCloseTo((10 * (1 + 1 + 0 + 0)) / 4, 9); // "dog", "a dog"
    expect(scorer('cat.jpg', ['a', 'dog'])).toBe(0);
  });

  it('clips repetition and punishes a length that differs', () => {
    // "dog" weighs 2 log 2 here and log 2 there: min(2, 1) × 1 / (2 × 1) = 1/2; no pair of words is shared.
    expect(scorer('dog.jpg', ['dog', 'dog'])).toBeCloseTo((10 * (1 / 2)) / 4, 9);
    // Three words of weight log 2, one of them shared: 1 / √3; one word too many: exp(−1² / (2 × 6²)).
    expect(scorer('dog.jpg', ['dog', 'x', 'y'])).toBeCloseTo(((10 / Math.sqrt(3)) * Math.exp(-1 / 72)) / 4, 9);
  });

  it('refuses a picture without references', () => {
    expect(() => scorer('bird.jpg', ['a', 'bird'])).toThrow('No reference caption for bird.jpg');
  });
});

describe('score', () => {
  const references = new Map([
    [
      'park.jpg',
      [
        'Two dogs run through the wet grass.',
        'A brown dog chases a white dog across a field.',
        'Dogs play on the grass.',
      ],
    ],
    ['beach.jpg', ['A girl in a red swimsuit jumps over a wave.', 'A child plays in the waves at the beach.']],
    [
      'street.jpg',
      [
        'A man rides a bicycle down a busy street.',
        'A cyclist in a yellow jacket waits at the light.',
        'The man on the bicycle wears a helmet.',
        'A man on a bike in the street.',
      ],
    ],
    ['unused.jpg', ['A picture that nobody described.']],
  ]);
  const hypotheses = new Map([
    ['park.jpg', 'two dogs play on the grass'],
    ['beach.jpg', 'a girl jumps'],
    ['street.jpg', 'a tall man on a bicycle in the the street'],
  ]);

  it('gives what pycocoevalcap 1.2 gives for the same sentences', () => {
    const { images, bleu, meteor, rougeL, ciderD } = score(hypotheses, references);
    expect(images).toBe(3);
    expect(bleu.map((value) => value.toFixed(5))).toEqual(['72.81668', '62.03086', '44.97951', '34.39114']);
    expect(meteor).toBeCloseTo(32.1004560716207, 9); // its METEOR 1.5 with -m 'exact stem'
    expect(rougeL).toBeCloseTo(71.2870792270869, 9);
    expect(ciderD).toBeCloseTo(1.8476286852005248, 9);
  });

  it('gives a silent network nothing', () => {
    expect(one('', 'a dog runs')).toEqual({ images: 1, bleu: [0, 0, 0, 0], meteor: 0, rougeL: 0, ciderD: 0 });
  });

  it('refuses what it cannot score', () => {
    expect(() => score(new Map(), references)).toThrow('No sentence to score');
    expect(() => score(new Map([['new.jpg', 'a dog']]), references)).toThrow('No reference caption for new.jpg');
  });
});
