// Scores the network: npm run evaluate -- [--images FOLDER --captions FILE --split FILE | --data FOLDER] [--weights FOLDER]
// [--json]. Without paths: the dev split of Flickr8k, whole and in its two halves. Runs in Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPixels } from '../scripts/image-file.ts';
import { loadCaptioner } from '../scripts/load-captioner.ts';
import { humanAgreement } from './agreement.ts';
import { ARCHITECTURES } from './architectures.ts';
import { type Dataset, devHalf, openFlickr8k, openPlain } from './captions.ts';
import { type Interval, intervals } from './intervals.ts';
import { showProgress } from './progress.ts';
import { measure, type Scores, score, summarise } from './score.ts';
import { type Variety, variety } from './variety.ts';

const options = {
  images: { type: 'string' },
  captions: { type: 'string' },
  split: { type: 'string' },
  data: { type: 'string' },
  weights: { type: 'string' }, // a folder that training wrote, of whatever architecture
  json: { type: 'boolean', default: false },
} as const;

main().catch((error: Error) => {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  console.error(`${error.message}${cause}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { images, captions, split, data, weights, json } = parseArgs({ options }).values;
  if (weights && !existsSync(join(weights, 'decoder.safetensors')))
    throw new Error(`there is no decoder.safetensors in ${weights}: pass a folder that npm run train has written`);
  const plain = images !== undefined || captions !== undefined || split !== undefined;
  const dataset = plain ? await openPlain(required({ images, captions, split })) : await openFlickr8k('dev', data);
  const sentences = await describeAll(dataset, weights);
  dataset.images.close();
  for (const problem of dataset.problems) console.error(problem);
  const measures = measure(sentences, dataset.captions);
  const whole = summarise(measures);
  const trust = intervals(measures);
  const said = variety(sentences.values(), plain ? undefined : await learnedCaptions(data));
  if (json) return console.log(JSON.stringify({ ...whole, intervals: trust, variety: said }));
  const humans = humanAgreement(new Map(dataset.files.map((file) => [file, dataset.captions.get(file) ?? []])));
  const rows = {
    all: whole,
    ...(plain ? {} : halves(sentences, dataset)),
    ...(humans && { 'people among them': humans }),
  };
  console.log([table(rows), inWords(trust), varietyInWords(said)].join('\n'));
}

async function learnedCaptions(data?: string): Promise<string[]> {
  const { images, files, captions } = await openFlickr8k('train', data);
  images.close();
  return files.flatMap((file) => captions.get(file) ?? []);
}

function inWords({ bleu4, rougeL, ciderD }: ReturnType<typeof intervals>): string {
  const range = ([low, high]: Interval, digits: number) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
  return `95 % intervals: BLEU-4 ${range(bleu4, 1)}, ROUGE-L ${range(rougeL, 1)}, CIDEr-D ${range(ciderD, 3)}`;
}

function varietyInWords({ sentences, words, copies }: Variety): string {
  const known = copies === undefined ? '' : `, ${copies} sentences word for word from the training captions`;
  return `${sentences} different sentences, ${words} different words${known}`;
}

function required<T extends object>(paths: T): { [Key in keyof T]-?: NonNullable<T[Key]> } {
  const missing = Object.entries(paths).filter(([, path]) => path === undefined);
  if (missing.length) throw new Error(`Pass ${missing.map(([name]) => `--${name}`).join(' and ')} as well`);
  return paths as { [Key in keyof T]-?: NonNullable<T[Key]> };
}

/** The network's own sentence for each picture, said aloud or not. Unreadable pictures join `problems`. */
async function describeAll({ files, images, problems }: Dataset, weights?: string): Promise<Map<string, string>> {
  if (files.length === 0) throw new Error(['No picture to describe', ...problems].join('; '));
  const captioner = await loadCaptioner(weights, ARCHITECTURES);
  const progress = showProgress('Describing', files.length, 'pictures');
  const sentences = new Map<string, string>();
  for (const file of files) {
    try {
      const { sentence } = await captioner.describe(await readPixels(await images.read(file)));
      sentences.set(file, sentence.text);
    } catch (error) {
      problems.push(`${file} skipped: ${(error as Error).message}`);
    }
    progress.step();
  }
  progress.stop();
  captioner.dispose();
  return sentences;
}

function halves(sentences: Map<string, string>, { captions }: Dataset): Record<string, Scores> {
  const half = (name: string) => new Map([...sentences].filter(([file]) => devHalf(file) === name));
  const rows = { 'half that chooses': half('choose'), 'half that calibrates': half('calibrate') };
  const some = Object.entries(rows).filter(([, one]) => one.size > 0);
  return Object.fromEntries(some.map(([name, one]) => [name, score(one, captions)]));
}

function table(rows: Record<string, Scores>): string {
  const head = ['images', 'BLEU-1', 'BLEU-2', 'BLEU-3', 'BLEU-4', 'ROUGE-L', 'CIDEr-D'];
  const cells = ({ images, bleu, rougeL, ciderD }: Scores) => [
    String(images),
    ...[...bleu, rougeL].map((value) => value.toFixed(1)),
    ciderD.toFixed(3),
  ];
  const line = (name: string, values: string[]) => name.padEnd(21) + values.map((value) => value.padStart(9)).join('');
  return [line('', head), ...Object.entries(rows).map(([name, scores]) => line(name, cells(scores)))].join('\n');
}
