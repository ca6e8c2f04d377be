// The learning curves of all compared architectures in one plot, and in words. Pure; runs in Node.

import { type Panel, plot, type Series, ticks } from '../pages/plot.ts';
import { type Compared, nameOf } from './tables.ts';

const LOOKS: Pick<Series, 'colour' | 'marker'>[] = [
  { colour: 'score', marker: 'circle' },
  { colour: 'loss', marker: 'square' },
  { colour: 'third', marker: 'triangle' },
  { colour: 'score', marker: 'diamond' },
  { colour: 'loss', marker: 'arrow' },
  { colour: 'third', marker: 'cross' },
  { colour: 'score', marker: 'plus' },
];

/** CIDEr-D on dev after each epoch, all in one plot. */
export function curves(rows: Compared[]): string {
  const series = rows.map(
    (row, i): Series => ({
      ...LOOKS[i % LOOKS.length],
      name: nameOf(row),
      points: row.epochs.map(({ epoch, ciderD }) => ({
        x: epoch,
        y: ciderD,
        tooltip: `${nameOf(row)}, epoch ${epoch}: ${ciderD.toFixed(3)}`,
      })),
    }),
  );
  const epochs = rows.flatMap((row) => row.epochs.map(({ epoch }) => epoch));
  const panel: Panel = {
    title: 'CIDEr-D on dev',
    across: 'Epoch',
    ticks: { across: ticks([0, ...epochs], 1) },
    taller: 160,
    series,
  };
  return plot('Learning curves', curveWords(rows), [panel]);
}

export function curveWords(rows: Compared[]): string {
  const ends = rows.map((row) => {
    const [from, to] = [row.epochs[0], row.epochs[row.epochs.length - 1]];
    return `${nameOf(row)} from ${from.ciderD.toFixed(3)} to ${to.ciderD.toFixed(3)}`;
  });
  return `CIDEr-D on dev from the first epoch to the last: ${ends.join(', ')}. The table below has every epoch.`;
}
