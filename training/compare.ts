// Trains all architectures with one recipe, or reads those already trained, and writes one page that compares them.
// Runs in Node: npm run compare -- [--epochs N] [--architectures A,B] [--trained] [--prefix WORD] [any setting or data of npm run train]
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ARCHITECTURES, architectureNamed } from './architectures/all.ts';
import type { Architecture } from './architectures/architecture.ts';
import { type Progress, parametersOf, progressOf, resultOf } from './comparison/compared.ts';
import { gather } from './comparison/gather.ts';
import { comparisonPage } from './comparison/page.ts';
import { type Result, readResult, writeResult } from './comparison/results.ts';
import { allCaptions, buildVocabulary, type Dataset } from './data/captions.ts';
import { DATA_OPTIONS, type DataValues, openData } from './data/open-data.ts';
import { encodePictures } from './encoding/encode-pictures.ts';
import { BACKBONE, CACHE, writeAtomically } from './files.ts';
import { defaultsOf, kebab, readSettings, SETTING_OPTIONS, type Settings } from './settings.ts';
import { startWasm } from './start-wasm.ts';

const OUT = fileURLToPath(new URL('./comparison.html', import.meta.url));
const RESULTS = fileURLToPath(new URL('./comparison/results/', import.meta.url));

function readOptions() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const own = { architectures: text, features: text, out: text, prefix: text, trained: flag };
  const { values } = parseArgs({ options: { ...own, ...DATA_OPTIONS, ...SETTING_OPTIONS } });
  const given = values as Record<string, string | undefined>;
  const names = given.architectures?.split(',') ?? ARCHITECTURES.map(({ name }) => name);
  return {
    architectures: names.map(architectureNamed),
    data: Object.fromEntries(Object.keys(DATA_OPTIONS).map((name) => [name, given[name]])) as DataValues,
    features: given.features ?? CACHE,
    out: given.out ?? OUT,
    prefix: given.prefix ?? '',
    trained: Boolean(values.trained),
    /** Those of all, or of one. Three beams, as most who published scores of them. */
    settingsOf: (name = '') =>
      readSettings(given, { ...defaultsOf(name), tailEpochs: 0, selfCriticalEpochs: 0, beams: 3 }),
  };
}

async function compare(): Promise<void> {
  const options = readOptions();
  const { training, dev, problems } = await openData(options.data);
  for (const problem of problems) console.error(problem);
  const results: Result[] = [];
  for (const architecture of options.architectures) {
    const result = await resultOfOne(architecture, options, training, dev);
    if (result) results.push(result);
    else console.error(`${architecture.name} is left out: not trained to the end`);
  }
  for (const { images } of [training, dev]) images.close();
  if (results.length === 0) throw new Error('nothing is trained: leave out --trained');
  const { images = 'Flickr8k' } = options.data;
  const comparison = await gather(results, training, dev, options.settingsOf());
  writeAtomically(options.out, comparisonPage({ ...comparison, data: basename(images) }));
  console.error(`${options.out} compares ${results.length} architectures`);
}

type Options = ReturnType<typeof readOptions>;

/** Reads what one of them came to, or trains it to the end. @returns nothing where that is not wanted */
async function resultOfOne(
  architecture: Architecture,
  { data, features, prefix, trained, settingsOf }: Options,
  training: Dataset,
  dev: Dataset,
): Promise<Result | undefined> {
  const { name } = architecture;
  const settings = settingsOf(name);
  const run = `${prefix}${name}`;
  const folder = join(CACHE, run);
  // Results are part of the repository; those of trials, with a prefix, stay in the cache.
  const path = prefix ? join(folder, 'result.json') : join(RESULTS, `${name}.json`);
  const vocabulary = buildVocabulary(allCaptions(training), settings.minimumCount);
  const parameters = parametersOf(architecture, vocabulary.length, settings);
  const known = readResult(path, { settings, parameters, dev: dev.files });
  if (known) return known;
  const progress = progressOf(folder, settings, vocabulary);
  if (progress !== 'done') {
    if (trained) return undefined;
    await train(
      ['--architecture', name, '--run', run, '--out', folder, '--features', features, '--unrounded'],
      data,
      settings,
      progress,
    );
  }
  await startWasm();
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  const encoded = await encodePictures(pictures, settings.workers, { weights: BACKBONE, folder: features });
  const readable = dev.files.filter((file) => encoded.slots.has(file));
  const result = await resultOf(folder, encoded, readable, settings);
  writeResult(path, result);
  return result;
}

/** Runs `npm run train`. @throws Error where it fails; what it said stands above */
function train(own: string[], data: DataValues, settings: Settings, progress: Progress): Promise<void> {
  const numbers = Object.entries(settings).map(([setting, value]) => `--${kebab(setting)}=${value}`);
  const places = Object.entries(data).flatMap(([option, value]) => (value === undefined ? [] : [`--${option}`, value]));
  const script = fileURLToPath(new URL('./train.ts', import.meta.url));
  const flags = [...own, ...places, ...numbers, ...(progress === 'begun' ? ['--resume'] : [])];
  const [, name] = own;
  console.error(`${name}: ${progress === 'begun' ? 'goes on' : 'begins'}`);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...flags], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`training ${name} failed`))));
  });
}

await compare().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
