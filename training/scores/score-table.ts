// Scores as a table and in words, for the command line. Runs in Node.
import type { Interval, Intervals } from './intervals.ts';
import type { Scores } from './score.ts';
import type { Variety } from './variety.ts';

/** One line per row; BERTScore only where there is one. */
export function table(rows: Record<string, Scores>): string {
  const some = Object.values(rows);
  const bert = some.some(({ bertScore }) => bertScore) ? ['BERT-F1'] : [];
  const head = ['images', 'BLEU-1', 'BLEU-2', 'BLEU-3', 'BLEU-4', 'METEOR', 'ROUGE-L', 'CIDEr-D', ...bert];
  const cells = ({ images, bleu, meteor, rougeL, ciderD, bertScore }: Scores) => [
    String(images),
    ...[...bleu, meteor, rougeL].map((value) => value.toFixed(1)),
    ciderD.toFixed(3),
    ...bert.map(() => bertScore?.f1.toFixed(3) ?? ''),
  ];
  const line = (name: string, values: string[]) => name.padEnd(21) + values.map((value) => value.padStart(9)).join('');
  return [line('', head), ...Object.entries(rows).map(([name, scores]) => line(name, cells(scores)))].join('\n');
}

export function intervalsInWords({ bleu4, meteor, rougeL, ciderD, bertF1 }: Intervals): string {
  const range = ([low, high]: Interval, digits: number) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
  const means = `ROUGE-L ${range(rougeL, 1)}, CIDEr-D ${range(ciderD, 3)}${bertF1 ? `, BERT-F1 ${range(bertF1, 3)}` : ''}`;
  return `95 % intervals: BLEU-4 ${range(bleu4, 1)}, METEOR ${range(meteor, 1)}, ${means}`;
}

export function varietyInWords({ sentences, words, copies }: Variety): string {
  const known = copies === undefined ? '' : `, ${copies} sentences word for word from the training captions`;
  return `${sentences} different sentences, ${words} different words${known}`;
}
