// The tables of the comparison. Pure; runs in Node.
import type { Architecture } from '../architectures/architecture.ts';
import { table } from '../pages/html.ts';
import type { TrainedEpoch } from '../run/checkpoint.ts';
import type { Interval, Intervals } from '../scores/intervals.ts';
import type { Scores } from '../scores/score.ts';
import type { Variety } from '../scores/variety.ts';
import type { Settings } from '../settings.ts';

export interface Compared {
  architecture: Architecture;
  settings: Settings;
  epochs: TrainedEpoch[];
  secondsPerEpoch?: number;
  parameters: number;
  scores: Scores;
  trust: Omit<Intervals, 'bertF1'>;
  /** CIDEr-D above the first one's; absent for the first. */
  toFirst?: { mean: number; interval: Interval };
  said: Variety;
  sentences: Map<string, string>;
  /** Milliseconds on one thread: gradients of one step's pictures; one picture's features to its sentence. */
  stepTime: number;
  decodeTime: number;
}

export interface Comparison {
  /** The first one is what the others are compared with. */
  rows: Compared[];
  humans?: Scores;
  /** What they learned from. */
  data: string;
  /** Milliseconds from pixels to features. */
  encodeTime: number;
  /** Pictures whose captions are shown. */
  shown: string[];
  references: Map<string, string[]>;
  settings: Settings;
  /** Training steps in an epoch. */
  steps: number;
}

const signed = (value: number, digits: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const within = (value: number, [low, high]: Interval, digits: number) =>
  `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
const gain = ({ toFirst }: Compared) =>
  toFirst ? `${signed(toFirst.mean, 3)} (${toFirst.interval.map((end) => signed(end, 3)).join(' to ')})` : '–';
export const nameOf = ({ architecture }: Compared) => architecture.name;
const bestOf = ({ epochs }: Compared) => epochs.reduce((a, b) => (b.choosing > a.choosing ? b : a));
/** float16 */
const megabytes = ({ parameters }: Compared) => ((2 * parameters) / 1e6).toFixed(1);

export function scoreTable({ rows, humans }: Comparison): string {
  const head = [
    'Architecture',
    'CIDEr-D',
    'BLEU-4',
    'METEOR',
    'ROUGE-L',
    'Best epoch',
    `CIDEr-D above ${nameOf(rows[0])}`,
  ];
  const own = rows.map((row) => [
    nameOf(row),
    within(row.scores.ciderD, row.trust.ciderD, 3),
    within(row.scores.bleu[3], row.trust.bleu4, 1),
    within(row.scores.meteor, row.trust.meteor, 1),
    within(row.scores.rougeL, row.trust.rougeL, 1),
    String(bestOf(row).epoch),
    gain(row),
  ]);
  const people = humans && [
    'people',
    humans.ciderD.toFixed(3),
    humans.bleu[3].toFixed(1),
    humans.meteor.toFixed(1),
    humans.rougeL.toFixed(1),
    '–',
    '–',
  ];
  return table('Scores on dev', head, people ? [...own, people] : own);
}

export function epochTable(rows: Compared[]): string {
  const last = Math.max(...rows.map(({ epochs }) => epochs.length));
  const numbers = Array.from({ length: last }, (_, i) => i + 1);
  const values = rows.map((row) => [nameOf(row), ...numbers.map((n) => row.epochs[n - 1]?.ciderD.toFixed(3) ?? '–')]);
  return table('CIDEr-D on dev after each epoch', ['Architecture', ...numbers.map(String)], values);
}

export function varietyTable(rows: Compared[]): string {
  const head = ['Architecture', 'Different sentences', 'Different words', 'Copied', 'Words in a sentence'];
  const cells = (row: Compared) => {
    const { sentences, words, copies } = row.said;
    return [nameOf(row), String(sentences), String(words), String(copies ?? '–'), wordsPerSentence(row).toFixed(1)];
  };
  const caption = `What ${rows[0].scores.images} sentences are made of; copied: word for word from a training caption`;
  return table(caption, head, rows.map(cells));
}

function wordsPerSentence({ sentences }: Compared): number {
  const words = [...sentences.values()].reduce((sum, sentence) => sum + sentence.split(' ').length, 0);
  return words / sentences.size;
}

export function timeTable({ rows, encodeTime }: Comparison): string {
  const [first] = rows;
  const head = [
    'Architecture',
    'Parameters',
    'Megabytes in float16',
    'Minutes per epoch',
    'A training step',
    'A description, decoder alone',
    'A description, encoder and all',
  ];
  const versus = (time: number, other: number) =>
    `${time.toFixed(time < 20 ? 1 : 0)} ms (× ${(time / other).toFixed(2)})`;
  const cells = (row: Compared) => [
    nameOf(row),
    `${(row.parameters / 1e6).toFixed(2)} million`,
    megabytes(row),
    row.secondsPerEpoch === undefined ? 'not noted' : (row.secondsPerEpoch / 60).toFixed(1),
    versus(row.stepTime, first.stepTime),
    versus(row.decodeTime, first.decodeTime),
    versus(row.decodeTime + encodeTime, first.decodeTime + encodeTime),
  ];
  return table(`Size and time; × is the ratio to ${nameOf(first)}`, head, rows.map(cells));
}
