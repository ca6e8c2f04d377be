// The two plots of the error sheet: risk and coverage, calibration. Pure; runs in Node.
import { CAREFULNESSES } from '../../model/carefulness.ts';
import { type Panel, plot, type Series, ticks } from '../pages/plot.ts';
import { KINDS } from '../silence/fit-calibration.ts';
import type { Figures } from './error-figures.ts';

/** "62.5 %" */
export const percent = (share: number | null, digits = 1) =>
  share === null ? '–' : `${(100 * share).toFixed(digits)} %`;

/** How much of what is said is wrong, by how much is said. */
export function riskPlot({ curve, steps }: Figures): string {
  const point = (coverage: number, wrong: number, label?: string) => ({
    x: 100 * coverage,
    y: 100 * wrong,
    tooltip: `${label ? `${label}: ` : ''}${percent(coverage)} described, ${percent(wrong)} of nouns wrong`,
    label,
  });
  const chosen = CAREFULNESSES.map((step) => point(steps[step].coverage, 1 - (steps[step].correct ?? 1), step));
  const panel: Panel = {
    title: 'Nouns that are wrong, in percent',
    across: 'Photographs described, in percent',
    ticks: {
      across: ticks([0, 100]),
      up: ticks([0, ...chosen.map(({ y }) => y), ...curve.map(({ wrong }) => 100 * wrong)]),
    },
    series: [
      { colour: 'score', marker: 'none', points: curve.map(({ coverage, wrong }) => point(coverage, wrong)) },
      { colour: 'loss', line: false, points: chosen },
    ],
  };
  const words = CAREFULNESSES.map(
    (step) =>
      `${step}: ${percent(steps[step].coverage)} described, ${percent(1 - (steps[step].correct ?? 1))} of nouns wrong`,
  );
  return plot('Risk and coverage', `The more is described, the more is wrong. ${words.join('; ')}.`, [panel]);
}

const LOOKS: Pick<Series, 'colour' | 'marker'>[] = [
  { colour: 'score', marker: 'circle' },
  { colour: 'loss', marker: 'square' },
  { colour: 'third', marker: 'triangle' },
];

/** Whether words are right as often as claimed. */
export function calibrationPlot({ calibration }: Figures): string {
  const series = KINDS.map(
    (kind, i): Series => ({
      ...LOOKS[i],
      name: `${kind}s`,
      points: calibration[kind].bins.map(({ probability, right, count }) => ({
        x: 100 * probability,
        y: 100 * right,
        tooltip: `${count} ${kind}s: said with ${percent(probability)}, right ${percent(right)}`,
      })),
    }),
  );
  const ideal: Series = {
    colour: 'third',
    marker: 'none',
    points: [0, 100].map((p) => ({ x: p, y: p, tooltip: '' })),
  };
  const tenths = ticks([0, 100]);
  const panel: Panel = {
    title: 'Right, in percent',
    across: 'Probability that Inkling gave to a word, in percent',
    ticks: { across: tenths, up: tenths },
    series: [ideal, ...series],
  };
  const words = KINDS.map((kind) => `${kind}s ${percent(calibration[kind].error)}`).join(', ');
  return plot('Calibration', `Expected calibration error: ${words}. On the diagonal, claim and truth agree.`, [panel]);
}
