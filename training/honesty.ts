// Scores what the user gets: npm run honesty -- --images FOLDER with --captions FILE --split FILE, or --labels-from-names, or
// --expect-silence; [--json] [--carefulness careful|normal|talkative]. Without --images: the half of dev that sets the
// thresholds. Runs in Node.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Carefulness, FullDescription } from '../model/captioner.ts';
import { chainWords, type LabelTree } from '../model/labels.ts';
import { readPixels } from '../scripts/image-file.ts';
import { loadCaptioner } from '../scripts/load-captioner.ts';
import { type Archive, openFolder } from './archive.ts';
import { devHalf, openFlickr8k, openPlain } from './captions.ts';
import { weightsFile } from './files.ts';
import { type Counts, contentSize, countNouns, nounsIn, shareRight, withInterval } from './honest.ts';
import { mean } from './ngrams.ts';
import { showProgress } from './progress.ts';
import { score } from './score.ts';

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
    const tree: LabelTree = JSON.parse(readFileSync(weightsFile('labels.json'), 'utf8'));
    const files = pictures.filter((name) => /^n\d{8}_/.test(name));
    return { images: folder, files, judge: (file, said) => judgeByClass(tree, file, said) };
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

/** Right as a whole if one of its nouns names the class or one of its kinds. */
function judgeByClass(tree: LabelTree, file: string, said: string): Counts {
  const words = chainWords(tree, file.slice(0, 9));
  const named = [...words].some((word) => said.toLowerCase().includes(word) && ` ${said} `.includes(` ${word} `));
  const right = named || nounsIn(said).some((noun) => words.has(noun));
  return { nouns: 1, right: right ? 1 : 0, verbs: 0 };
}

interface Result {
  file: string;
  answer: FullDescription;
  said: boolean;
  counts: Counts;
}

async function examine(exam: Exam, carefulness: Carefulness): Promise<Result[]> {
  if (exam.files.length === 0) throw new Error('There is no picture to describe');
  const captioner = await loadCaptioner();
  const progress = showProgress('describing', exam.files.length, 'pictures');
  const results: Result[] = [];
  for (const file of exam.files) {
    progress.step();
    const pixels = await readPixels(await exam.images.read(file)).catch((error: Error) => {
      console.error(`${file} skipped: ${error.message}`);
    });
    if (!pixels) continue;
    const answer = await captioner.describe(pixels, { carefulness });
    const said = answer.text !== null && answer.band === 'likely';
    const counts = said ? exam.judge(file, answer.text ?? '') : { nouns: 0, right: 0, verbs: 0 };
    results.push({ file, answer, said, counts });
  }
  progress.stop();
  captioner.dispose();
  exam.images.close();
  return results;
}

function summarise(results: Result[], captions?: Map<string, string[]>) {
  const spoken = results.filter(({ said }) => said);
  const counts = spoken.map((result) => result.counts);
  const texts = (of: (result: Result) => string) => new Map(spoken.map((result) => [result.file, of(result)]));
  const scored = captions && spoken.length > 0 ? captions : undefined;
  return {
    images: results.length,
    spoken: spoken.length,
    coverage: spoken.length / results.length,
    coverageInterval: withInterval(results, (some) => mean(some.map(({ said }) => (said ? 1 : 0)))),
    correct: counts.length > 0 ? shareRight(counts) : null,
    correctInterval: withInterval(counts, shareRight),
    contentWords: captions && counts.length > 0 ? contentSize(counts) : null,
    shortened: captions ? mean(counts.map(({ nouns, verbs }) => (nouns + verbs === 1 ? 1 : 0))) : null,
    ciderD: scored
      ? score(
          texts(({ answer }) => answer.text ?? ''),
          scored,
        ).ciderD
      : null,
    /** Of the network's own whole sentences on the same pictures. */
    ciderDWhole: scored
      ? score(
          texts(({ answer }) => answer.sentence.text),
          scored,
        ).ciderD
      : null,
  };
}

const read = () => parseArgs({ options }).values;

async function main(): Promise<void> {
  const values = read();
  const exam = await openExam(values);
  const results = await examine(exam, values.carefulness as Carefulness);
  const summary = summarise(results, exam.captions);
  if (values.json) return console.log(JSON.stringify(summary));
  for (const { file, answer, said } of results)
    if (said) console.log(`${file}\t${answer.text}\t${answer.sentence.text}`);
  console.log(summary);
}

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
