// Thresholds and probabilities from made-up answers whose truth is known. Runs in Node.
import { describe, expect, test } from 'vitest';
import { CAREFULNESSES } from '../../../model/carefulness.ts';
import { gatherEvidence } from '../../../model/evidence.ts';
import { probability } from '../../../model/logistic.ts';
import { seededRandom } from '../../../training/random.ts';
import { fitCalibration, RISKS, saidUnasked } from '../../../training/silence/fit-calibration.ts';
import { countNouns } from '../../../training/silence/honest.ts';
import type { Captioned, Observed, Seen } from '../../../training/silence/observe.ts';
import { observationOf, sentence } from '../../observations.ts';

const random = seededRandom(1, 2);

/** A brown dog that is there as often as the decoder claims, on grass that always is. */
function dogOnGrass(i: number, strangeness: number): Captioned {
  const claimed = 0.2 + 0.79 * random();
  const observation = observationOf({
    strangeness,
    sentences: [
      sentence([
        ['a', 1],
        ['brown', 0.6],
        ['dog', claimed],
        ['is', 1],
        ['running', 0.6],
        ['on', 1],
        ['grass', 0.95],
      ]),
    ],
  });
  const captions = [
    `a ${i % 3 ? 'brown' : 'red'} ${random() < claimed ? 'dog' : 'cat'} ${i % 3 ? 'runs' : 'sits'} on grass`,
  ];
  return { file: `${i}.jpg`, half: i % 2 ? 'choose' : 'calibrate', observation, captions };
}

/** Photographs of espresso, which the network takes for dogs. */
const strangers = (strangeness: (i: number) => number): Seen[] =>
  Array.from({ length: 100 }, (_, i) => ({
    ...dogOnGrass(i, strangeness(i)),
    file: `n07920052_espresso_${i}.jpg`,
    half: 'choose' as const,
  }));

const observed: Observed = {
  dev: Array.from({ length: 300 }, (_, i) => dogOnGrass(i, 1200)),
  photos: strangers((i) => 1250 + 16 * i),
  graphics: [],
};
const calibration = fitCalibration(observed, 'abc');
const setting = observed.dev.filter(({ half }) => half === 'calibrate');

describe('a calibration', () => {
  test('belongs to the weights', () => expect(calibration.weights).toBe('abc'));

  test('gives words the probability with which they come true', () => {
    const [surest, leastSure] = [0.99, 0.25].map((claimed) => {
      const { observation } = dogOnGrass(0, 1200);
      observation.sentences[0].words[2].probability = claimed;
      const [, dog] = gatherEvidence(observation.sentences, observation.opinion);
      return probability(calibration.words.noun, dog.features);
    });
    expect(surest).toBeGreaterThan(0.85);
    expect(leastSure).toBeLessThan(0.45);
  });

  test('every step speaks and keeps its bound; the more careful, the less is wrong', () => {
    const wrong = CAREFULNESSES.map((step) => {
      const spoken = setting.flatMap((picture) => {
        const text = saidUnasked(picture, calibration, step);
        return text === undefined ? [] : [countNouns(text, picture.captions)];
      });
      expect(spoken.length).toBeGreaterThan(0);
      const share = spoken.filter(({ nouns, right }) => right < nouns).length / setting.length;
      expect(share).toBeLessThanOrEqual(RISKS[step]);
      return share;
    });
    expect(wrong).toEqual([...wrong].sort((a, b) => a - b));
  });

  test('a person is suspected in nearly every picture with one', () => {
    const dev = observed.dev.map((picture, i) => ({
      ...picture,
      captions: ['a man', 'a man'],
      observation: { ...picture.observation, verdict: { ...picture.observation.verdict, person: i / 300 } },
    }));
    expect(fitCalibration({ ...observed, dev }, 'abc').person).toBeCloseTo(0.01, 1);
  });

  test('captions are trusted less where strange photographs are misdescribed', () => {
    const far = fitCalibration({ ...observed, photos: strangers(() => 5000) }, 'abc');
    expect(calibration.familiar).toBeLessThan(far.familiar);
  });
});
