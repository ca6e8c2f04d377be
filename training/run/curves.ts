// Learning curves as one standalone SVG: training loss above, CIDEr-D on dev below. Runs in Node.
import { type Panel, plot, ticks } from '../pages/plot.ts';

export interface Epoch {
  /** From 1. */
  epoch: number;
  /** Mean −log p of a word; absent in self-critical epochs. */
  trainLoss?: number;
  /** Mean CIDEr-D of sampled sentences; only in self-critical epochs. */
  reward?: number;
  ciderD: number;
  bleu4: number;
}

interface Measure {
  title: string;
  colour: 'loss' | 'score';
  value: (epoch: Epoch) => number | undefined;
}

const MEASURES: Measure[] = [
  { title: 'Training loss', colour: 'loss', value: ({ trainLoss }) => trainLoss },
  { title: 'CIDEr-D of sampled sentences (self-critical)', colour: 'loss', value: ({ reward }) => reward },
  { title: 'CIDEr-D on dev', colour: 'score', value: ({ ciderD }) => ciderD },
];

/** Draws all epochs so far. @throws Error when there is none. */
export function learningCurves(epochs: Epoch[]): string {
  if (epochs.length === 0) throw new Error('No epoch to draw');
  const measured = MEASURES.filter(({ value }) => epochs.some((epoch) => value(epoch) !== undefined));
  const panels = measured.map((measure) => toPanel(measure, epochs));
  return plot('Learning curves', describe(epochs), panels);
}

function toPanel({ title, colour, value }: Measure, epochs: Epoch[]): Panel {
  const points = epochs.flatMap((epoch) => {
    const y = value(epoch);
    return y === undefined ? [] : [{ x: epoch.epoch, y, tooltip: `Epoch ${epoch.epoch}: ${y.toFixed(3)}` }];
  });
  const wholeNumbers = ticks([0, ...epochs.map(({ epoch }) => epoch)], 1);
  return { title, across: 'Epoch', ticks: { across: wholeNumbers }, series: [{ colour, points }] };
}

/** What the curves show, for those who do not see them. */
function describe(epochs: Epoch[]): string {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const best = epochs.reduce((a, b) => (b.ciderD > a.ciderD ? b : a));
  const losses = epochs.flatMap(({ trainLoss }) => trainLoss ?? []);
  const loss = `Training loss went from ${losses.at(0)?.toFixed(3)} to ${losses.at(-1)?.toFixed(3)}`;
  const score = `CIDEr-D on dev from ${first.ciderD.toFixed(3)} to ${last.ciderD.toFixed(3)}`;
  const peak = `best in epoch ${best.epoch}: ${best.ciderD.toFixed(3)}, with BLEU-4 ${best.bleu4.toFixed(1)}`;
  return `${loss}, ${score} over epochs ${first.epoch} to ${last.epoch}; ${peak}.`;
}
