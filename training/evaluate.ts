// Scores the network: npm run evaluate -- [--images FOLDER --captions FILE --split FILE | --data FOLDER] [--weights FOLDER]
// [--bert FOLDER] [--json]. Without paths: the dev split of Flickr8k, whole and in its two halves. Runs in Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPixels } from '../scripts/image-file.ts';
import { loadCaptioner } from '../scripts/load-captioner.ts';
import { mapWithProgress, showProgress } from '../scripts/progress.ts';
import { otherDecoder } from './architectures/other-decoder.ts';
import { allCaptions, type Dataset, devHalf, openFlickr8k, openPlain } from './data/captions.ts';
import { humanAgreement } from './scores/agreement.ts';
import { openBert } from './scores/bert-model.ts';
import { type BertMeasure, type Embedder, meanBertScore, measureBert } from './scores/bert-score.ts';
import { intervals } from './scores/intervals.ts';
import { METEOR_MATCHERS } from './scores/meteor.ts';
import { type Measure, measure, type Scores, summarise } from './scores/score.ts';
import { intervalsInWords, table, varietyInWords } from './scores/score-table.ts';
import { variety } from './scores/variety.ts';

const options = {
  images: { type: 'string' },
  captions: { type: 'string' },
  split: { type: 'string' },
  data: { type: 'string' },
  weights: { type: 'string' }, // a folder that training wrote, of whatever architecture
  bert: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

main().catch((error: Error) => {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  console.error(`${error.message}${cause}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { images, captions, split, data, weights, bert, json } = parseArgs({ options }).values;
  if (weights && !existsSync(join(weights, 'decoder.safetensors')))
    throw new Error(`there is no decoder.safetensors in ${weights}: pass a folder that npm run train has written`);
  const plain = images !== undefined || captions !== undefined || split !== undefined;
  const dataset = plain ? await openPlain(required({ images, captions, split })) : await openFlickr8k('dev', data);
  const embedder = bert === undefined ? undefined : await openBert(bert);
  const sentences = await describeAll(dataset, weights);
  dataset.images.close();
  for (const problem of dataset.problems) console.error(problem);
  const meanings = embedder && (await compareMeanings(embedder, sentences, dataset));
  const measures = measureAll(sentences, dataset, meanings);
  const whole = summarise(measures);
  const trust = intervals(measures);
  const said = variety(sentences.values(), plain ? undefined : await learnedCaptions(data));
  const humans = people(dataset, meanings);
  const matchers = METEOR_MATCHERS;
  if (json)
    return console.log(JSON.stringify({ ...whole, meteorMatchers: matchers, intervals: trust, variety: said, humans }));
  const rows = {
    all: whole,
    ...(plain ? {} : halves([...sentences.keys()], measures)),
    ...(humans && { [PEOPLE]: humans }),
  };
  const note = `METEOR with the matchers ${matchers.join(' and ')}${bert ? `; BERT-F1 with ${bert}` : ''}`;
  console.log([table(rows), intervalsInWords(trust), note, varietyInWords(said)].join('\n'));
}

const PEOPLE = 'people among them';

type Meanings = Map<string, BertMeasure>;

async function compareMeanings(embedder: Embedder, sentences: Map<string, string>, { captions }: Dataset) {
  const compare = async ([file, said]: [string, string]): Promise<[string, BertMeasure]> => [
    file,
    await measureBert(embedder, said, captions.get(file) ?? []),
  ];
  return new Map(await mapWithProgress('comparing meanings', [...sentences], compare));
}

function measureAll(sentences: Map<string, string>, { captions }: Dataset, meanings?: Meanings): Measure[] {
  const files = [...sentences.keys()];
  return measure(sentences, captions).map((one, i) => ({ ...one, bertScore: meanings?.get(files[i])?.said }));
}

/** What the captions score among themselves. */
function people({ files, captions }: Dataset, meanings?: Meanings): Scores | undefined {
  const scores = humanAgreement(new Map(files.map((file) => [file, captions.get(file) ?? []])));
  const bertScores = [...(meanings?.values() ?? [])].flatMap((one) => one.people ?? []);
  return scores && { ...scores, ...(bertScores.length > 0 && { bertScore: meanBertScore(bertScores) }) };
}

async function learnedCaptions(data?: string): Promise<string[]> {
  const training = await openFlickr8k('train', data);
  training.images.close();
  return allCaptions(training);
}

function required<T extends object>(paths: T): { [Key in keyof T]-?: NonNullable<T[Key]> } {
  const missing = Object.entries(paths).filter(([, path]) => path === undefined);
  if (missing.length) throw new Error(`Pass ${missing.map(([name]) => `--${name}`).join(' and ')} as well`);
  return paths as { [Key in keyof T]-?: NonNullable<T[Key]> };
}

/** The network's own sentence for each picture, said aloud or not. Unreadable pictures join `problems`. */
async function describeAll({ files, images, problems }: Dataset, weights?: string): Promise<Map<string, string>> {
  if (files.length === 0) throw new Error(['No picture to describe', ...problems].join('; '));
  const captioner = await loadCaptioner(weights, otherDecoder);
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

/** Rarities of words are those of all pictures for both halves, so that their scores stand beside those of all. */
function halves(files: string[], measures: Measure[]): Record<string, Scores> {
  const half = (name: string) => measures.filter((_, i) => devHalf(files[i]) === name);
  const rows = { 'half that chooses': half('choose'), 'half that calibrates': half('calibrate') };
  const some = Object.entries(rows).filter(([, one]) => one.length > 0);
  return Object.fromEntries(some.map(([name, one]) => [name, summarise(one)]));
}
