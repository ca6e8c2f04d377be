// What is said, from networks' answers made up for the purpose. Runs in Node.
import { expect, test } from 'vitest';
import type { Sentence } from '../../model/captioner.ts';
import { type Calibration, decide, type Observation } from '../../model/decide.ts';
import { EVIDENCE } from '../../model/evidence.ts';
import type { Label } from '../../model/labels.ts';

/** The probability of a word is the one that the decoder gave it. */
const AS_SAID = {
  mean: EVIDENCE.map(() => 0),
  scale: EVIDENCE.map(() => 1),
  weights: EVIDENCE.map((name) => (name === 'log-odds of the word' ? 1 : 0)),
  bias: 0,
};
const step = { noun: 0.7, verb: 0.5, modifier: 0.6, alone: 0.9, alonePerson: 2, label: 0.8 };
const calibration: Calibration = {
  weights: '',
  words: { noun: AS_SAID, verb: AS_SAID, modifier: AS_SAID },
  familiar: 10,
  named: 20,
  person: 0.3,
  steps: { careful: { ...step, noun: 0.95 }, normal: step, talkative: step },
  doubtful: { ...step, noun: 0.4, alone: 0.4, alonePerson: 0.9, label: 0.5 },
};
const sentence = (words: [string, number][]): Sentence => ({
  text: words.map(([word]) => word).join(' '),
  words: words.map(([word, probability]) => ({ word, probability })),
  confidence: 0.5,
});
const DOG_ON_GRASS = (dog: number, grass: number) =>
  sentence([
    ['a', 1],
    ['dog', dog],
    ['on', 1],
    ['the', 1],
    ['grass', grass],
  ]);
const ESPRESSO: Label = { text: 'an espresso', noun: 'espresso', probability: 0.9, animal: false, specificity: 1 };

function observe(change: Partial<Observation> & { strangeness?: number }): Observation {
  return {
    verdict: { strangeness: change.strangeness ?? 1 },
    sentences: [DOG_ON_GRASS(0.9, 0.9)],
    opinion: () => undefined,
    labels: () => [],
    ...change,
  };
}
const labels = (label: Label) => (least: number) => (label.probability >= least ? [label] : []);

test('what is sure is said whole', () => {
  const said = decide(observe({}), calibration, 'normal');
  expect(said).toMatchObject({ text: 'a dog on the grass', band: 'likely' });
  expect(said.reason).toBeUndefined();
  expect(said.probability).toBeCloseTo(0.81);
  expect(said.words.map(({ word }) => word)).toEqual(['dog', 'grass']);
});

test('an unsure part is left out; a noun alone must be surer; the careful step wants more', () => {
  const said = (dog: number, grass: number, how: 'normal' | 'careful' = 'normal') =>
    decide(observe({ sentences: [DOG_ON_GRASS(dog, grass)] }), calibration, how);
  expect(said(0.95, 0.5)).toMatchObject({ text: 'a dog', band: 'likely' });
  expect(said(0.8, 0.5)).toMatchObject({ band: 'doubtful', reason: 'unsure', text: 'a dog on the grass' });
  expect(said(0.9, 0.9, 'careful')).toMatchObject({ band: 'doubtful' });
  expect(said(0.1, 0.1)).toMatchObject({ text: null, band: null, reason: 'unsure', guesses: [] });
});

test('"a person" alone is only for those who ask', () => {
  const man = sentence([
    ['a', 1],
    ['man', 0.95],
  ]);
  expect(decide(observe({ sentences: [man] }), calibration, 'normal')).toMatchObject({
    text: 'a person',
    band: 'doubtful',
  });
});

test('a name where the caption fails, and for pictures that are strange to the captioner', () => {
  const unsure = { sentences: [DOG_ON_GRASS(0.1, 0.1)], labels: labels(ESPRESSO) };
  expect(decide(observe(unsure), calibration, 'normal')).toMatchObject({ text: 'an espresso', band: 'likely' });
  const strange = observe({ strangeness: 15, labels: labels(ESPRESSO) });
  expect(decide(strange, calibration, 'normal')).toMatchObject({ text: 'an espresso', probability: 0.9 });
  const stranger = observe({ strangeness: 25, labels: labels(ESPRESSO) });
  expect(decide(stranger, calibration, 'normal')).toMatchObject({ text: null, reason: 'unfamiliar' });
});

test('no animal where a person may be', () => {
  const [sentences, goat] = [[DOG_ON_GRASS(0.1, 0.1)], { ...ESPRESSO, text: 'a goat', noun: 'goat', animal: true }];
  const person = (now: number) => (lemma: string) => (lemma === 'person' ? { now, before: 0 } : undefined);
  const say = (now: number) =>
    decide(observe({ sentences, labels: labels(goat), opinion: person(now) }), calibration, 'normal');
  expect(say(-3).text).toBe('a goat');
  expect(say(0).text).toBeNull();
});

test('other guesses name something else, at most three, likeliest first', () => {
  const cat = sentence([
    ['a', 1],
    ['cat', 0.6],
  ]);
  const dogAgain = sentence([
    ['a', 1],
    ['dog', 0.9],
  ]);
  const { guesses } = decide(
    observe({ sentences: [DOG_ON_GRASS(0.9, 0.9), dogAgain, cat], labels: labels(ESPRESSO) }),
    calibration,
    'normal',
  );
  expect(guesses.map(({ text }) => text)).toEqual(['an espresso', 'a cat']);
});

test('a picture that the gate refuses is refused for its reason', () => {
  const refused = observe({ verdict: { strangeness: 1, reason: 'unfamiliar' } });
  expect(decide(refused, calibration, 'normal')).toMatchObject({ text: null, band: null, reason: 'unfamiliar' });
});
