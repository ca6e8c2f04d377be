// From pictures whose truth is known to the figures, the page and its plots. Runs in Node.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Calibration } from '../../../model/decide.ts';
import { errorFigures, type Figures } from '../../../training/report/error-figures.ts';
import { errorSheet } from '../../../training/report/error-sheet.ts';
import type { Captioned, Observed, SeenGraphic } from '../../../training/silence/observe.ts';
import { AS_SAID, observationOf, sentence } from '../../observations.ts';

const step = {
  noun: 0.5,
  verb: 0.5,
  modifier: 0.5,
  whole: 0.5,
  alone: 0.5,
  alonePerson: 2,
  label: 0.8,
  familiarLabel: 2,
};
const calibration: Calibration = {
  weights: '',
  words: { noun: AS_SAID, verb: AS_SAID, modifier: AS_SAID },
  familiar: 10,
  person: 0.3,
  steps: { careful: { ...step, whole: 0.9 }, normal: step, talkative: { ...step, whole: 0 } },
  doubtful: step,
};
const dog = (probability: number) =>
  sentence([
    ['a', 1],
    ['brown', 0.9],
    ['dog', probability],
    ['is', 1],
    ['running', 0.9],
  ]);

/** Of four pictures, two are described with 0.95 and rightly, one with 0.7 and wrongly, one not. */
const dev = Array.from({ length: 80 }, (_, i): Captioned => {
  const claimed = [0.95, 0.95, 0.7, 0.1][i % 4];
  return {
    file: `${i}.jpg`,
    half: i < 40 ? 'choose' : 'calibrate',
    observation: observationOf({ sentences: [dog(claimed)] }),
    captions: [i % 4 < 2 ? 'a brown dog runs' : 'a black <cat> sits', i % 4 < 2 ? 'a dog' : 'a cat & a bird'],
  };
});
const graphic = (kind: string, passes: boolean): SeenGraphic => ({
  file: 'pie',
  kind,
  half: 'calibrate',
  observation: observationOf({
    verdict: { kind: 'chart', photo: 0, person: 0, strangeness: 1, ...(passes ? {} : { reason: 'chart' }) },
  }),
});
const observed: Observed = {
  dev,
  photos: [
    { ...dev[41], file: 'n02099601_golden_retriever.jpg' },
    { ...dev[41], file: 'n02123045_tabby.jpg' },
  ],
  graphics: [graphic('chart', true), graphic('chart', false), graphic('map', false)],
};

let figures: Figures;
beforeAll(() => {
  figures = errorFigures(observed, calibration);
});

describe('the figures', () => {
  test('are of the half that was kept apart', () => {
    expect(figures.steps.normal).toMatchObject({ images: 40, spoken: 30, coverage: 0.75 });
    expect(figures.steps.normal.correct).toBeCloseTo(2 / 3);
    expect(figures.steps.careful).toMatchObject({ coverage: 0.5, correct: 1 });
  });
  test('rise in risk with coverage', () => {
    const [all, least] = [figures.curve[0], figures.curve.at(-1)];
    expect(all.coverage).toBe(0.75);
    expect(least).toMatchObject({ coverage: 0.5, wrong: 0 });
  });
  test('judge photographs by their class, graphics by silence', () => {
    expect(figures.photos).toMatchObject({ images: 2, coverage: 1, correct: 0.5 });
    expect(figures.kinds.slice(2)).toEqual([
      { kind: 'drawn: chart', pictures: 2, passed: 1, described: 1 },
      { kind: 'drawn: map', pictures: 1, passed: 0, described: 0 },
    ]);
  });
  test('compare claims with truth', () => {
    expect(figures.calibration.noun.count).toBe(80);
    const { bins, error } = figures.calibration.noun;
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(80);
    expect(bins.at(0)?.right).toBe(0);
    expect(bins.at(-1)?.right).toBe(1);
    expect(error).toBeLessThan(0.2);
  });
});

describe('the sheet', () => {
  test('is a page without markup from captions, and two plots with their content in words', () => {
    const files = errorSheet(figures);
    expect(Object.keys(files)).toEqual(['error-sheet.html', 'risk-coverage.svg', 'calibration.svg', 'measured.json']);
    const html = files['error-sheet.html'];
    expect(html).toContain('<td>75.0 % (');
    expect(html).toContain('Said “a brown dog is running”. Nobody said “dog”; people said: cat.');
    expect(html).not.toMatch(/<cat>|undefined|NaN|null/);
    expect(files['risk-coverage.svg']).toContain('normal: 75.0 % described, 33.3 % of nouns wrong');
    expect(files['calibration.svg']).toMatch(/<desc id="desc">Expected calibration error: nouns [\d.]+ %, verbs/);
    for (const svg of [files['risk-coverage.svg'], files['calibration.svg']]) expect(svg).not.toMatch(/NaN|undefined/);
  });
  test('gives the options page its numbers', () => {
    expect(JSON.parse(errorSheet(figures)['measured.json'])).toMatchObject({
      steps: { normal: { coverage: 0.75, correct: 0.667 } },
      photos: 40,
      otherPhotos: { coverage: 1, correct: 0.5 },
      nonPhotos: { described: 0.333, count: 3 },
    });
  });
});
