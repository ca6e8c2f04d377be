// Trains all architectures with one recipe, or reads those already trained, and writes one page that compares them.
// Runs in Node: npm run compare -- [--epochs N] [--architectures A,B] [--trained] [any setting of npm run train]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ARCHITECTURES, architectureNamed } from './architectures/all.ts';
import { describePictures, openRun, progressOf, type TrainedRun } from './comparison/compared.ts';
import { comparisonPage } from './comparison/page.ts';
import type { Compared, Comparison } from './comparison/tables.ts';
import { takeTimes } from './comparison/timing.ts';
import { openData } from './data/open-data.ts';
import { encodePictures } from './encoding/encode-pictures.ts';
import { BACKBONE, CACHE, DEFAULT_DATA, writeAtomically } from './files.ts';
import { humanAgreement } from './scores/agreement.ts';
import { difference, intervals } from './scores/intervals.ts';
import { measure, summarise } from './scores/score.ts';
import { variety } from './scores/variety.ts';
import { defaultsOf, kebab, readSettings, SETTING_OPTIONS, type Settings } from './settings.ts';
import { startWasm } from './start-wasm.ts';

const OUT = fileURLToPath(new URL('./comparison.html', import.meta.url));
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
    /** Those of all, or of one. */
    settingsOf: (name = '') => readSettings(given, { ...defaultsOf(name), tailEpochs: 0, selfCriticalEpochs: 0 }),
  };
}

async function compare(): Promise<void> {
  const { architectures, data, out, prefix, trained, settingsOf } = readOptions();
  const runOf = (name: string) => `${prefix}${name}`;
  const folders: string[] = [];
  for (const { name } of architectures) {
    const folder = join(CACHE, runOf(name));
    const progress = progressOf(folder, settingsOf(name));
    if (progress !== 'done' && trained) {
      console.error(`${name} is left out: ${progress === 'none' ? 'not trained' : 'not trained to the end'}`);
      continue;
    }
    if (progress !== 'done') await train(name, runOf(name), data, settingsOf(name), progress === 'begun');
    folders.push(folder);
  }
  if (folders.length === 0) throw new Error('nothing is trained: leave out --trained');
  writeAtomically(out, comparisonPage(await gather(folders.map(openRun), data, settingsOf())));
  console.error(`${out} compares ${folders.length} architectures`);
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
async function gather(runs: TrainedRun[], data: string, settings: Settings): Promise<Comparison> {
  await startWasm();
  const { training, dev } = await openData({ data });
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  const features = await encodePictures(pictures, settings.workers, { weights: BACKBONE });
  for (const { images } of [training, dev]) images.close();
  const described: Map<string, string>[] = [];
  for (const run of runs) described.push(await describePictures(run, features, dev.files, settings));
  const measures = described.map((sentences) => measure(sentences, dev.captions));
  const { steps, descriptions, encoder } = await takeTimes(runs, runs[0].vocabulary, training, dev, features, settings);
  const learned = training.files.flatMap((file) => training.captions.get(file) ?? []);
  const rows = runs.map(
    (run, i): Compared => ({
      architecture: run.architecture,
      epochs: run.epochs,
      secondsPerEpoch: run.secondsPerEpoch,
      parameters: [...run.arrays.values()].reduce((sum, { values }) => sum + values.length, 0),
      scores: summarise(measures[i]),
      trust: intervals(measures[i]),
      ...(i > 0 && { toFirst: difference(measures[i], measures[0]) }),
      said: variety(described[i].values(), learned),
      sentences: described[i],
      stepTime: steps[i],
      decodeTime: descriptions[i],
    }),
  );
  const references = new Map(dev.files.map((file) => [file, dev.captions.get(file) ?? []]));
  return {
    rows,
    humans: humanAgreement(references),
    encodeTime: encoder,
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
