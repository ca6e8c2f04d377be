// The drawing is checked by its numbers: where the points lie, what the axes say, what a listener is told.
import { expect, it } from 'vitest';
import { type Epoch, learningCurves } from '../../../training/run/curves.ts';

const epochs: Epoch[] = [
  { epoch: 1, trainLoss: 5, ciderD: 0.1, bleu4: 8 },
  { epoch: 2, trainLoss: 3, ciderD: 0.5, bleu4: 21.4 },
  { epoch: 3, trainLoss: 2, ciderD: 0.4, bleu4: 20 },
];

/** The corners of each curve. */
const curves = (svg: string) =>
  [...svg.matchAll(/<polyline class="curve (\w+)" points="([^"]*)"/g)].map(([, name, points]) => ({
    name,
    points: points.split(' ').map((point) => point.split(',').map(Number)),
  }));

it('draws one curve for the loss and one for the score, to scale', () => {
  const [loss, score] = curves(learningCurves(epochs));
  expect([loss.name, score.name]).toEqual(['loss', 'score']);
  const [[x1, high], [x2, middle], [x3, low]] = loss.points;
  expect(x3 - x2).toBeCloseTo(x2 - x1, 0); // places are rounded to a tenth
  expect((middle - high) / (low - middle)).toBeCloseTo((5 - 3) / (3 - 2), 1);
  expect(score.points[1][1]).toBeLessThan(score.points[2][1]); // higher is further up
});

it('labels the axes with round numbers that enclose the data', () => {
  const labels = [...learningCurves(epochs).matchAll(/text-anchor="(end|middle)">([^<]*)</g)];
  const up = labels.filter(([, anchor]) => anchor === 'end').map(([, , label]) => label);
  expect(up).toEqual(['2', '3', '4', '5', '0.1', '0.2', '0.3', '0.4', '0.5']);
  expect(labels.map(([, , label]) => label)).toContain('Epoch');
});

it('says in words what it shows', () => {
  const svg = learningCurves(epochs);
  expect(svg).toContain('<title id="title">Learning curves</title>');
  expect(svg).toContain(
    'Training loss went from 5.000 to 2.000, CIDEr-D on dev from 0.100 to 0.400 over epochs 1 to 3',
  );
  expect(svg).toContain('best in epoch 2: 0.500, with BLEU-4 21.4');
});

it('draws a single epoch, and equal values, without dividing by zero', () => {
  for (const few of [epochs.slice(0, 1), [epochs[0], { ...epochs[0], epoch: 2 }], [{ ...epochs[0], ciderD: 0 }]]) {
    expect(learningCurves(few)).not.toMatch(/NaN|Infinity/);
  }
});

it('refuses to draw nothing', () => {
  expect(() => learningCurves([])).toThrow('No epoch to draw');
});
