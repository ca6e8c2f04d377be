// From the two Flickr8k archives to new decoder weights, read top to bottom. Runs in Node: npm run train -- [options]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Beam } from '../model/beam-search.ts';
import { averageRegions } from '../model/encoder.ts';
import { readSafetensors } from '../model/safetensors.ts';
import { clock } from '../scripts/progress.ts';
import { ARCHITECTURES, architectureNamed } from './architectures/all.ts';
import { type Architecture, shapesToLearn } from './architectures/architecture.ts';
import { allCaptions, buildVocabulary, cleanCaptions, problemWith } from './data/captions.ts';
import { DATA_OPTIONS, DATA_USAGE, type DataValues, openData, withUsage } from './data/open-data.ts';
import { poolPictures } from './encoding/named-features.ts';
import { BACKBONE, CACHE, readBuffer, WEIGHTS, writeAtomically } from './files.ts';
import { toExample } from './learning/batches.ts';
import { initialise, layoutOf, loadArrays, shareState } from './learning/parameters.ts';
import { type PhaseName, phaseOf, phasesOf } from './learning/phases.ts';
import type { Place } from './learning/views.ts';
import { loadCheckpoint, type Run, saveCheckpoint } from './run/checkpoint.ts';
import { learningCurves } from './run/curves.ts';
import { finishRun } from './run/finish.ts';
import { createJudge } from './run/judge.ts';
import { epochFile, loadMean, mixtures, startFile, startPhase } from './run/mixtures.ts';
import { openSources } from './run/sources.ts';
import { startTrainers } from './run/trainers.ts';
import { asOption, DEFAULTS, defaultsOf, readSettings, SETTING_OPTIONS, type Settings } from './settings.ts';
import { setStandards } from './standardise.ts';
import { tailShapes } from './tail/encoder-tail.ts';

const usage = `npm run train -- [--architecture ${ARCHITECTURES.map(({ name }) => name).join('|')}]
  ${DATA_USAGE}
  [--out FOLDER] [--features FOLDER] [--run NAME] [--resume] [--unrounded] [--gpu]\n  ${Object.entries(DEFAULTS)
    .map(([name, value]) => `[${asOption(name, value)}]`)
    .join(' ')}`;

interface Options {
  architecture: Architecture;
  data: DataValues;
  /** Where the encoded pictures lie. */
  cache: string;
  /** Where the best weights go: model/weights for the shipped architecture, else, or with a --run, the folder of the run. */
  out: string;
  /** Of this run: checkpoint, best weights, weights to average. */
  folder: string;
  resume: boolean;
  /** Ends with the epochs: the best weights stay in `folder` as they were learned. */
  unrounded: boolean;
  gpu: boolean;
  settings: Settings;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: {
      architecture: text,
      ...DATA_OPTIONS,
      out: text,
      features: text,
      run: text,
      resume: flag,
      unrounded: flag,
      gpu: flag,
      ...SETTING_OPTIONS,
    },
  });
  const given = values as Record<string, string | undefined>;
  const [shipped] = ARCHITECTURES;
  const architecture = architectureNamed(given.architecture ?? shipped.name);
  const folder = join(CACHE, given.run ?? architecture.name);
  const workers = values.gpu ? { workers: 1 } : {}; // one keeps a graphics card busy
  const settings = readSettings(given, { ...defaultsOf(architecture.name), ...workers });
  return {
    architecture,
    data: values as DataValues,
    cache: given.features ?? CACHE,
    out: given.out ?? (architecture === shipped && !given.run ? WEIGHTS : folder),
    folder,
    resume: Boolean(values.resume),
    unrounded: Boolean(values.unrounded),
    gpu: Boolean(values.gpu),
    settings,
  };
}

async function train(): Promise<void> {
  const { architecture, data, cache, out, folder, resume, unrounded, gpu, settings } = readOptions();
  const checkpoint = join(folder, 'checkpoint.safetensors');
  if (!resume && existsSync(checkpoint))
    throw new Error(`${folder} has a run in it: pass --resume to go on with it, or another --run, or delete it`);
  // 1. Captions, vocabulary, features.
  const { training, dev, problems } = await openData(data);
  for (const problem of problems) console.error(problem);
  const vocabulary = buildVocabulary(allCaptions(training), settings.minimumCount);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  const sources = await openSources(pictures, settings, { cache, folder });
  const featuresOf = (phase: PhaseName) => ({
    path: (sources.of(phase).pictures.get('plain') as Place).path,
    slots: sources.slots,
  });
  const slotOf = (file: string) => sources.slots.get(file) as number;
  for (const dataset of [training, dev]) {
    const broken = dataset.files.filter((file) => !sources.slots.has(file));
    for (const problem of problemWith(broken.length, 'that cannot be read and are left out', broken))
      console.error(problem);
    dataset.files = dataset.files.filter((file) => sources.slots.has(file));
  }
  console.error(
    `${training.files.length} training pictures, ${dev.files.length} dev pictures, ${vocabulary.length} words`,
  );
  const examples = training.files.map((file) =>
    toExample(slotOf(file), cleanCaptions(training, file), ids, settings.maximumWords),
  );

  // 2. Parameters, new or from the checkpoint; workers that share them.
  const { name, lstms } = architecture;
  const ofDecoder = shapesToLearn(architecture, vocabulary.length, settings);
  const ofTail = settings.tailEpochs > 0 ? tailShapes(settings.tailFrom) : {};
  const shapes = { ...ofDecoder, ...ofTail };
  const layout = layoutOf(shapes);
  const state = shareState(layout.length, settings.workers, layoutOf(ofDecoder).length);
  initialise(state.parameters, layout, lstms, settings.seed);
  loadArrays(state.parameters, layout, readSafetensors(readBuffer(BACKBONE)));
  let run: Run = { architecture: name, settings, epochs: [], vocabulary, seconds: 0 };
  if (resume) run = loadCheckpoint(checkpoint, run, state);
  else
    setStandards(state.parameters, layout, () => poolPictures(featuresOf('captions'), training.files, averageRegions));
  const trainers = startTrainers({ gpu, architecture: name, settings, state, shapes, examples });
  const metadata = { architecture: name, settings: JSON.stringify(settings) };
  const { judge } = createJudge({ folder, metadata, vocabulary, layout, state }, dev.captions, run.epochs);
  const describe = async (phase: PhaseName) => {
    const sentences = await trainers.describe(dev.files.map(slotOf), sources.of(phase), phase === 'tail');
    return new Map(dev.files.map((file) => [file, sentences.get(slotOf(file)) as Beam]));
  };

  const best = join(folder, 'best.safetensors');
  try {
    // 3. Epochs: train, describe dev, score, keep the best, save.
    const phases = phasesOf(settings);
    const last = phases[phases.length - 1];
    for (let epoch = run.epochs.length; epoch < last.first + last.epochs; epoch++) {
      const started = performance.now();
      const phase = phaseOf(settings, epoch);
      if (epoch === phase.first && epoch > 0) startPhase({ folder, epochs: run.epochs }, phase, state, layout);
      if (phase.name === 'rewards') await sources.tune(trainers, startFile(folder, phase.name));
      const value = await trainers.trainEpoch(epoch, sources.of(phase.name));
      const { weights, ...scores } = judge(`epoch ${epoch + 1}`, await describe(phase.name));
      writeAtomically(epochFile(folder, epoch + 1), weights);
      const seconds = (performance.now() - started) / 1000;
      const measured = phase.measure === 'loss' ? { trainLoss: value } : { reward: value };
      run.epochs.push({ epoch: epoch + 1, phase: phase.name, ...measured, ...scores });
      run.seconds += seconds;
      run.epochSeconds = [...(run.epochSeconds ?? []), seconds];
      saveCheckpoint(checkpoint, run, state);
      writeAtomically(join(out, 'learning-curves.svg'), learningCurves(run.epochs));
      console.error(
        `epoch ${epoch + 1} (${phase.name}): ${phase.measure} ${value.toFixed(3)} · ${clock(run.seconds)} so far`,
      );
    }

    // 4. The reward narrows the words in use; a mean with the weights before it has both.
    if (last.name === 'rewards') await sources.tune(trainers, startFile(folder, 'rewards'));
    for (const mixture of mixtures(run.epochs, folder)) {
      loadMean(mixture.files, state, layout);
      judge(mixture.name, await describe('rewards'));
    }

    // 5. The best becomes the shipped weights.
    if (unrounded) return console.error(`as learned: ${best}; with --resume and without --unrounded it is rounded`);
    loadMean([best], state, layout);
    await sources.tune(trainers, best);
  } finally {
    await trainers.stop(); // else a failure would leave them waiting for work
  }
  const features = featuresOf('rewards');
  await finishRun({ out, best, architecture, settings, vocabulary, features, training, examples });
}

await train().catch((error: Error) => {
  console.error(withUsage(error, usage));
  process.exitCode = 1;
});
