// Trains all architectures with one recipe, or reads those already trained, and writes one page that compares them.
// Runs in Node: npm run compare -- [--epochs N] [--architectures A,B] [--trained] [any setting of npm run train]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ARCHITECTURES, architectureNamed } from './architectures/all.ts';
import { progressOf, resultOf } from './comparison/compared.ts';
import { comparisonPage } from './comparison/page.ts';
import { type Result, readResult, writeResult } from './comparison/results.ts';
import type { Compared, Comparison } from './comparison/tables.ts';
import { takeTimes } from './comparison/timing.ts';
import { buildVocabulary, cleanCaption, type Dataset } from './data/captions.ts';
import { openData } from './data/open-data.ts';
import { encodePictures } from './encoding/encode-pictures.ts';
import { BACKBONE, CACHE, DEFAULT_DATA, writeAtomically } from './files.ts';
import { toIds } from './learning/batches.ts';
import { humanAgreement } from './scores/agreement.ts';
import { difference, intervals } from './scores/intervals.ts';
import { measure, summarise } from './scores/score.ts';
import { variety } from './scores/variety.ts';
import { defaultsOf, kebab, readSettings, SETTING_OPTIONS, type Settings } from './settings.ts';
import { startWasm } from './start-wasm.ts';

const OUT = fileURLToPath(new URL('./comparison.html', import.meta.url));
const RESULTS = fileURLToPath(new URL('./comparison/results/', import.meta.url));
/** Pictures whose captions are shown. */
const SHOWN = 12;

function readOptions() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const own = { architectures: text, data: text, out: text, prefix: text, trained: flag };
  const { values } = parseArgs({ options: { ...own, ...SETTING_OPTIONS } });
  const given = values as Record<string, string | undefined>;
  const names = given.architectures?.split(',') ?? ARCHITECTURES.map(({ name }) => name);
  return {
    architectures: names.map(architectureNamed),
    data: given.data ?? DEFAULT_DATA,
    out: given.out ?? OUT,
    prefix: given.prefix ?? '',
    trained: Boolean(values.trained),
    /** Those of all, or of one. Three beams, as most who published scores of them. */
    settingsOf: (name = '') =>
      readSettings(given, { ...defaultsOf(name), tailEpochs: 0, selfCriticalEpochs: 0, beams: 3 }),
  };
}

async function compare(): Promise<void> {
  const { architectures, data, out, prefix, trained, settingsOf } = readOptions();
  const { training, dev } = await openData({ data });
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  const results: Result[] = [];
  for (const { name } of architectures) {
    const [path, settings] = [resultFile(name, prefix), settingsOf(name)];
    const known = readResult(path, settings);
    if (known || trained) {
      if (known) results.push(known);
      else console.error(`${name} is left out: not trained to the end`);
      continue;
    }
    await trainToTheEnd(name, `${prefix}${name}`, data, settings);
    await startWasm();
    const features = await encodePictures(pictures, settings.workers, { weights: BACKBONE });
    const result = await resultOf(join(CACHE, `${prefix}${name}`), features, dev.files, settings);
    writeResult(path, result);
    results.push(result);
  }
  for (const { images } of [training, dev]) images.close();
  if (results.length === 0) throw new Error('nothing is trained: leave out --trained');
  writeAtomically(out, comparisonPage(await gather(results, training, dev, settingsOf())));
  console.error(`${out} compares ${results.length} architectures`);
}

/** Results are part of the repository; those of trials, with a prefix, stay in the cache. */
const resultFile = (name: string, prefix: string) =>
  prefix ? join(CACHE, `${prefix}${name}`, 'result.json') : join(RESULTS, `${name}.json`);

async function trainToTheEnd(name: string, run: string, data: string, settings: Settings): Promise<void> {
  const progress = progressOf(join(CACHE, run), settings);
  if (progress !== 'done') await train(name, run, data, settings, progress === 'begun');
}

/** Runs `npm run train` for one of them. @throws Error where it fails; what it said stands above */
function train(name: string, run: string, data: string, settings: Settings, resume: boolean): Promise<void> {
  const numbers = Object.entries(settings).map(([setting, value]) => `--${kebab(setting)}=${value}`);
  const script = fileURLToPath(new URL('./train.ts', import.meta.url));
  const own = ['--architecture', name, '--run', run, '--data', data, '--out', join(CACHE, run)];
  const flags = [...own, ...numbers, ...(resume ? ['--resume'] : [])];
  console.error(`${name}: ${resume ? 'goes on' : 'begins'}`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...flags], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`training ${name} failed`))));
  });
}

/** Everything that the page shows. */
async function gather(results: Result[], training: Dataset, dev: Dataset, settings: Settings): Promise<Comparison> {
  const described = results.map(({ sentences }) => new Map(Object.entries(sentences)));
  const measures = described.map((sentences) => measure(sentences, dev.captions));
  const captionsOf = (file: string) => training.captions.get(file) ?? [];
  const learned = training.files.flatMap(captionsOf);
  const vocabulary = buildVocabulary(learned, settings.minimumCount);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const examples = training.files.slice(0, settings.picturesPerStep).map((file, slot) => ({
    slot,
    captions: captionsOf(file).map((caption) => toIds(cleanCaption(caption), ids, settings.maximumWords)),
  }));
  await startWasm();
  const architectures = results.map(({ architecture }) => architectureNamed(architecture));
  const times = await takeTimes(architectures, examples, vocabulary.length, settings);
  const rows = results.map(
    (result, i): Compared => ({
      ...result,
      architecture: architectures[i],
      scores: summarise(measures[i]),
      trust: intervals(measures[i]),
      ...(i > 0 && { toFirst: difference(measures[i], measures[0]) }),
      said: variety(described[i].values(), learned),
      sentences: described[i],
      stepTime: times.steps[i],
      decodeTime: times.descriptions[i],
    }),
  );
  const references = new Map(dev.files.map((file) => [file, dev.captions.get(file) ?? []]));
  return {
    rows,
    humans: humanAgreement(references),
    encodeTime: times.encoder,
    shown: evenly(dev.files, SHOWN),
    references,
    settings,
    steps: Math.ceil(training.files.length / settings.picturesPerStep),
  };
}

/** At most `most` of the items, from the first on, equally far apart. */
function evenly<T>(items: T[], most: number): T[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

await compare().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
