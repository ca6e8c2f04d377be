// The pictures to learn from and those to be judged by, as the options name them. Runs in Node: train.ts and encode.ts.
import { type Dataset, openFlickr8k, openPlain, problemWith } from './captions.ts';

const text = { type: 'string' } as const;

/** For parseArgs. */
export const DATA_OPTIONS = { data: text, images: text, captions: text, split: text, dev: text };
export const DATA_USAGE = '[--data FOLDER | --images FOLDER --captions FILE --split NAME --dev NAME]';

/** What went wrong, with how it is meant where an option was misspelt. */
export const withUsage = ({ message }: Error, usage: string) =>
  message.startsWith('Unknown option') ? `${message.split('. ')[0]}\n${usage}` : message;

export type DataValues = { [Option in keyof typeof DATA_OPTIONS]?: string };

export interface Data {
  training: Dataset;
  dev: Dataset;
  /** What was skipped and why, each once. */
  problems: string[];
}

/**
 * Opens Flickr8k's archives, or any folder of pictures with its captions and the names of two splits; see openPlain.
 * @throws Error of one line when something is missing
 */
export async function openData(values: DataValues): Promise<Data> {
  const { images, captions, split, dev } = namesPlain(values) ? required(values) : {};
  const open = (name: 'train' | 'dev', own = '') =>
    images && captions ? openPlain({ images, captions, split: own }) : openFlickr8k(name, values.data);
  const [training, judged] = [await open('train', split), await open('dev', dev)];
  const judging = new Set(judged.files);
  const both = training.files.filter((file) => judging.has(file));
  const shared = problemWith(both.length, 'to learn from and to be judged by: the scores will be too good', both);
  const problems = [...new Set([...training.problems, ...judged.problems, ...shared])];
  for (const [name, { files }] of Object.entries({ [split ?? 'training']: training, [dev ?? 'dev']: judged })) {
    if (files.length === 0)
      throw new Error([`no picture of "${name}" has captions`, ...problems.slice(0, 5)].join('\n'));
  }
  return { training, dev: judged, problems };
}

const namesPlain = ({ images, captions, split, dev }: DataValues) =>
  [images, captions, split, dev].some((value) => value !== undefined);

function required({ images, captions, split, dev }: DataValues): DataValues {
  const missing = Object.entries({ images, captions, split, dev }).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length) throw new Error(`Pass ${missing.map((name) => `--${name}`).join(' and ')} as well`);
  return { images, captions, split, dev };
}
