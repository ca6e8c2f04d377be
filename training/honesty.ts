// Scores what the user gets: npm run honesty -- --images FOLDER with --captions FILE --split FILE, or --labels-from-names, or
// --expect-silence; [--json] [--carefulness careful|normal|talkative]. Without --images: the half of dev that sets the
// thresholds. Runs in Node.
import { parseArgs } from 'node:util';
import type { Carefulness } from '../model/captioner.ts';
import { readPixels } from '../scripts/image-file.ts';
import { loadCaptioner } from '../scripts/load-captioner.ts';
import { showProgress } from '../scripts/progress.ts';
import { type Archive, openFolder } from './data/archive.ts';
import { devHalf, openFlickr8k, openPlain } from './data/captions.ts';
import {
  type Counts,
  countNouns,
  isNamedByClass,
  isRightForClass,
  NOTHING,
  summarise,
  type Told,
} from './silence/honest.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  images: text,
  captions: text,
  split: text,
  data: text,
  carefulness: { ...text, default: 'normal' },
  'labels-from-names': flag,
  'expect-silence': flag,
  json: flag,
} as const;

/** Pictures, and how to judge what is said of one; `captions` only where there are any. */
interface Exam {
  images: Archive;
  files: string[];
  judge(file: string, said: string): Counts;
  captions?: Map<string, string[]>;
}

async function openExam(values: ReturnType<typeof read>): Promise<Exam> {
  const { images, captions, split } = values;
  if (images && (values['labels-from-names'] || values['expect-silence'])) {
    const folder = await openFolder(images);
    const pictures = folder.names.filter((name) => /\.(jpe?g|png|webp|gif|avif)$/i.test(name)).sort();
    if (values['expect-silence'])
      return { images: folder, files: pictures, judge: () => ({ nouns: 1, right: 0, verbs: 0 }) };
    const files = pictures.filter(isNamedByClass);
    return {
      images: folder,
      files,
      judge: (file, said) => ({ nouns: 1, right: isRightForClass(file, said) ? 1 : 0, verbs: 0 }),
    };
  }
  if (images && !(captions && split)) {
    throw new Error('Pass --captions and --split as well, or --labels-from-names, or --expect-silence');
  }
  const dataset =
    images && captions && split ? await openPlain({ images, captions, split }) : await openFlickr8k('dev', values.data);
  for (const problem of dataset.problems) console.error(problem);
  const files = images ? dataset.files : dataset.files.filter((file) => devHalf(file) === 'calibrate');
  const judge = (file: string, said: string) => countNouns(said, dataset.captions.get(file) ?? []);
  return { images: dataset.images, files, judge, captions: dataset.captions };
}

async function examine(exam: Exam, carefulness: Carefulness): Promise<Told[]> {
  if (exam.files.length === 0) throw new Error('There is no picture to describe');
  const captioner = await loadCaptioner();
  const progress = showProgress('describing', exam.files.length, 'pictures');
  const told: Told[] = [];
  for (const file of exam.files) {
    progress.step();
    const pixels = await readPixels(await exam.images.read(file)).catch((error: Error) => {
      console.error(`${file} skipped: ${error.message}`);
    });
    if (!pixels) continue;
    const { text, band, sentence } = await captioner.describe(pixels, { carefulness });
    const said = text !== null && band === 'likely' ? text : null;
    told.push({ file, said, sentence: sentence.text, counts: said === null ? NOTHING : exam.judge(file, said) });
  }
  progress.stop();
  captioner.dispose();
  exam.images.close();
  return told;
}

const read = () => parseArgs({ options }).values;

async function main(): Promise<void> {
  const values = read();
  const exam = await openExam(values);
  const told = await examine(exam, values.carefulness as Carefulness);
  const summary = summarise(told, exam.captions);
  if (values.json) return console.log(JSON.stringify(summary));
  for (const { file, said, sentence } of told) if (said !== null) console.log(`${file}\t${said}\t${sentence}`);
  console.log(summary);
}

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
