// What the networks might say of a picture, made up for tests of what is said in the end. Runs in Node.
import type { Sentence } from '../model/captioner.ts';
import type { Observation } from '../model/decide.ts';
import { EVIDENCE } from '../model/evidence.ts';
import type { Logistic } from '../model/logistic.ts';

/** The probability of a word is the one that the decoder gave it. */
export const AS_SAID: Logistic = {
  mean: EVIDENCE.map(() => 0),
  scale: EVIDENCE.map(() => 1),
  weights: EVIDENCE.map((name) => (name === 'log-odds of the word' ? 1 : 0)),
  bias: 0,
};

/** Words with the probabilities that the decoder gave them. */
export const sentence = (words: [string, number][]): Sentence => ({
  text: words.map(([word]) => word).join(' '),
  words: words.map(([word, probability]) => ({ word, probability })),
  confidence: 0.5,
});

/** A photograph of a dog on grass and of nobody, unless something else is passed. */
export function observationOf(change: Partial<Observation> & { strangeness?: number; person?: number }): Observation {
  return {
    verdict: { kind: 'photo', photo: 1, person: change.person ?? 0, strangeness: change.strangeness ?? 1 },
    sentences: [
      sentence([
        ['a', 1],
        ['dog', 0.9],
        ['on', 1],
        ['the', 1],
        ['grass', 0.9],
      ]),
    ],
    opinion: () => undefined,
    labels: () => [],
    ...change,
  };
}
