// What is said, from networks' answers made up for the purpose. Runs in Node.
import { expect, test } from 'vitest';
import { type Calibration, decide } from '../../model/decide.ts';
import type { Label } from '../../model/labels.ts';
import { AS_SAID, observationOf, sentence } from '../observations.ts';

const step = {
  noun: 0.7,
  verb: 0.5,
  modifier: 0.6,
  whole: 0.6,
  alone: 0.9,
  alonePerson: 2,
  label: 0.8,
  familiarLabel: 2,
};
const calibration: Calibration = {
  weights: '',
  words: { noun: AS_SAID, verb: AS_SAID, modifier: AS_SAID },
  familiar: 10,
  person: 0.3,
  steps: { careful: { ...step, noun: 0.95 }, normal: step, talkative: step },
  doubtful: { ...step, noun: 0.4, whole: 0.4, alone: 0.4, alonePerson: 0.9, label: 0.5, familiarLabel: 0.5 },
};
const DOG_ON_GRASS = (dog: number, grass: number) =>
  sentence([
    ['a', 1],
    ['dog', dog],
    ['on', 1],
    ['the', 1],
    ['grass', grass],
  ]);
const ESPRESSO: Label = {
  text: 'an espresso',
  noun: 'espresso',
  names: ['espresso'],
  words: new Set(['espresso', 'coffee']),
  probability: 0.9,
  animal: false,
  specificity: 1,
};

const labels = (label: Label) => (least: number) => (label.probability >= least ? [label] : []);

test('what is sure is said whole', () => {
  const said = decide(observationOf({}), calibration, 'normal');
  expect(said).toMatchObject({ text: 'a dog on the grass', band: 'likely' });
  expect(said.reason).toBeUndefined();
  expect(said.probability).toBeCloseTo(0.81);
  expect(said.words.map(({ word }) => word)).toEqual(['dog', 'grass']);
});

test('an unsure part is left out; a noun alone must be surer; the careful step wants more', () => {
  const said = (dog: number, grass: number, how: 'normal' | 'careful' = 'normal') =>
    decide(observationOf({ sentences: [DOG_ON_GRASS(dog, grass)] }), calibration, how);
  expect(said(0.95, 0.5)).toMatchObject({ text: 'a dog', band: 'likely' });
  expect(said(0.8, 0.5)).toMatchObject({ band: 'doubtful', reason: 'unsure', text: 'a dog on the grass' });
  expect(said(0.9, 0.9, 'careful')).toMatchObject({ band: 'doubtful' });
  expect(said(0.1, 0.1)).toMatchObject({ text: null, band: null, reason: 'unsure', guesses: [] });
});

test('where too little of the best sentence is sure, the sure part of the next one that has any is said', () => {
  const say = (...sentences: ReturnType<typeof sentence>[]) =>
    decide(observationOf({ sentences }), calibration, 'normal');
  const next = DOG_ON_GRASS(0.9, 0.9);
  expect(say(DOG_ON_GRASS(0.5, 0.5), next)).toMatchObject({ text: 'a dog on the grass', band: 'likely' });
  expect(say(DOG_ON_GRASS(0.95, 0.5), next)).toMatchObject({ text: 'a dog' }); // sure enough: order counts, not length
  expect(say(DOG_ON_GRASS(0.5, 0.5), DOG_ON_GRASS(0.65, 0.65))).toMatchObject({ band: 'doubtful' });
});

test('"a person" alone is only for those who ask', () => {
  const man = sentence([
    ['a', 1],
    ['man', 0.95],
  ]);
  expect(decide(observationOf({ sentences: [man] }), calibration, 'normal')).toMatchObject({
    text: 'a person',
    band: 'doubtful',
  });
});

test('a name for pictures that are strange to the captioner; in others only for those who ask', () => {
  const unsure = { sentences: [DOG_ON_GRASS(0.1, 0.1)], labels: labels(ESPRESSO) };
  expect(decide(observationOf(unsure), calibration, 'normal')).toMatchObject({ text: 'an espresso', band: 'doubtful' });
  const strange = observationOf({ strangeness: 15, labels: labels(ESPRESSO) });
  expect(decide(strange, calibration, 'normal')).toMatchObject({ text: 'an espresso', band: 'likely' });
  const stranger = observationOf({ strangeness: 15 });
  expect(decide(stranger, calibration, 'normal')).toMatchObject({ text: null, reason: 'unfamiliar' });
});

test('in strange pictures, a caption that names the same thing goes before the name', () => {
  const wolf: Label = {
    ...ESPRESSO,
    text: 'a wolf',
    noun: 'wolf',
    names: ['wolf'],
    words: new Set(['wolf', 'canine']),
    animal: true,
  };
  const collie: Label = {
    ...wolf,
    text: 'a collie',
    noun: 'collie',
    names: ['collie'],
    words: new Set(['collie', 'dog', 'canine']),
  };
  const say = (label: Label) =>
    decide(observationOf({ strangeness: 15, labels: labels(label) }), calibration, 'normal').text;
  expect([say(wolf), say(collie)]).toEqual(['a wolf', 'a dog on the grass']);
});

test('no animal where a person may be, and no name at all in a picture of the familiar kind', () => {
  const sentences = [DOG_ON_GRASS(0.1, 0.1)];
  const goat: Label = { ...ESPRESSO, text: 'a goat', noun: 'goat', names: ['goat'], animal: true };
  const say = (label: Label, person: number, strangeness: number) =>
    decide(observationOf({ sentences, labels: labels(label), person, strangeness }), calibration, 'normal').text;
  expect([say(goat, 0.2, 5), say(goat, 0.2, 15)]).toEqual(['a goat', 'a goat']);
  expect([say(goat, 0.4, 5), say(goat, 0.4, 15)]).toEqual([null, null]);
  expect([say(ESPRESSO, 0.4, 5), say(ESPRESSO, 0.4, 15)]).toEqual([null, 'an espresso']);
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
    observationOf({ sentences: [DOG_ON_GRASS(0.9, 0.9), dogAgain, cat], labels: labels(ESPRESSO) }),
    calibration,
    'normal',
  );
  expect(guesses.map(({ text }) => text)).toEqual(['an espresso', 'a cat']);
});

test('a guess that repeats the description or an earlier guess in other words is left out', () => {
  const say = (...words: [string, number][]) => sentence([['a', 1], ...words]);
  const sentences = [
    DOG_ON_GRASS(0.9, 0.9),
    say(['puppy', 0.8]),
    say(['dog', 0.8], ['in', 1], ['a', 1], ['field', 0.8]),
    say(['bench', 0.6]),
    say(['white', 0.9], ['bench', 0.5]),
  ];
  const { guesses } = decide(observationOf({ sentences, labels: labels(ESPRESSO) }), calibration, 'normal');
  expect(guesses.map(({ text }) => text)).toEqual(['an espresso', 'a bench']);
});

test('a picture that the gate refuses is refused for its reason', () => {
  const refused = observationOf({ verdict: { kind: 'text', photo: 0, person: 0, strangeness: 1, reason: 'text' } });
  expect(decide(refused, calibration, 'normal')).toMatchObject({ text: null, band: null, reason: 'text' });
});
