// From the two Flickr8k archives to new decoder weights, read top to bottom. Runs in Node: npm run train -- [options]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Architecture, shapesOf } from '../model/architecture.ts';
import type { Beam } from '../model/beam-search.ts';
import { FEATURES } from '../model/encoder.ts';
import { writeSafetensors } from '../model/safetensors.ts';
import { ARCHITECTURES, architectureNamed } from './architectures.ts';
import { type Example, toIds } from './batches.ts';
import { buildVocabulary, cleanCaption, devHalf, openFlickr8k } from './captions.ts';
import { loadCheckpoint, type Run, saveCheckpoint } from './checkpoint.ts';
import { learningCurves } from './curves.ts';
import { encodePictures } from './encode.ts';
import { CACHE, DEFAULT_DATA, WEIGHTS, writeAtomically } from './files.ts';
import { finishRun } from './finish.ts';
import { averageWeights, epochFile, mixtures, startSecondPhase } from './mixtures.ts';
import { initialise, layoutOf, shareState, toArrays } from './parameters.ts';
import { clock } from './progress.ts';
import { score } from './score.ts';
import { DEFAULTS, defaultsOf, kebab, readSettings, SETTING_OPTIONS, type Settings } from './settings.ts';
import { startTrainers } from './trainers.ts';

const usage = `npm run train -- [--architecture ${ARCHITECTURES.map(({ name }) => name).join('|')}]
  [--data FOLDER] [--out FOLDER] [--run NAME] [--resume] [--gpu]\n  ${Object.entries(DEFAULTS)
    .map(([name, value]) => `[--${kebab(name)} ${value}]`)
    .join(' ')}`;

interface Options {
  architecture: Architecture;
  data: string;
  /** Where the best weights go: model/weights for the shipped architecture, else the folder of the run. */
  out: string;
  /** Of this run: checkpoint, best weights, weights to average. */
  folder: string;
  resume: boolean;
  gpu: boolean;
  settings: Settings;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { architecture: text, data: text, out: text, run: text, resume: flag, gpu: flag, ...SETTING_OPTIONS },
  });
  const given = values as Record<string, string | undefined>;
  const [shipped] = ARCHITECTURES;
  const architecture = architectureNamed(given.architecture ?? shipped.name);
  const folder = join(CACHE, given.run ?? architecture.name);
  const workers = values.gpu ? { workers: 1 } : {}; // one keeps a graphics card busy
  const settings = readSettings(given, { ...defaultsOf(architecture.name), ...workers });
  return {
    architecture,
    data: given.data ?? DEFAULT_DATA,
    out: given.out ?? (architecture === shipped ? WEIGHTS : folder),
    folder,
    resume: Boolean(values.resume),
    gpu: Boolean(values.gpu),
    settings,
  };
}

async function train(): Promise<void> {
  const { architecture, data, out, folder, resume, gpu, settings } = readOptions();
  // 1. Captions, vocabulary, features.
  const training = await openFlickr8k('train', data);
  const dev = await openFlickr8k('dev', data);
  for (const problem of new Set([...training.problems, ...dev.problems])) console.error(problem);
  const captionsOf = (file: string) => training.captions.get(file) ?? [];
  const vocabulary = buildVocabulary(training.files.flatMap(captionsOf), settings.minimumCount);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  console.error(
    `${training.files.length} training pictures, ${dev.files.length} dev pictures, ${vocabulary.length} words`,
  );
  const features = await encodePictures(
    join(data, 'Flickr8k_Dataset.zip'),
    [...training.files, ...dev.files],
    settings.workers,
  );
  const slotOf = (file: string) => features.slots.get(file) as number;
  const examples: Example[] = training.files.map((file) => ({
    slot: slotOf(file),
    captions: captionsOf(file).map((caption) => toIds(cleanCaption(caption), ids, settings.maximumWords)),
  }));

  // 2. Parameters, new or from the checkpoint; workers that share them.
  const { name, lstms } = architecture;
  const hidden = settings.hidden || architecture.hidden;
  const shapes = shapesOf(architecture, { words: vocabulary.length, features: FEATURES, hidden });
  const layout = layoutOf(shapes);
  const state = shareState(layout.length, settings.workers);
  initialise(state.parameters, layout, lstms, settings.seed);
  const checkpoint = join(folder, 'checkpoint.safetensors');
  let run: Run = { architecture: name, settings, epochs: [], vocabulary, seconds: 0 };
  if (resume) run = loadCheckpoint(checkpoint, run, state);
  const trainers = startTrainers({
    gpu,
    architecture: name,
    settings,
    state,
    shapes,
    features: { path: features.path, slots: features.slots.size },
    examples,
  });

  /** Describes and scores dev with the present parameters; keeps them as the best if the choosing half says so. */
  const judge = async (label: string, previous: { choosing: number }[]) => {
    const sentences = await trainers.describe(dev.files.map(slotOf));
    const hypotheses = new Map(
      dev.files.map((file) => [file, toText(sentences.get(slotOf(file)) as Beam, vocabulary)]),
    );
    const { all, choose, calibrate } = scoresOfDev(hypotheses, dev.captions);
    const isBest = previous.every(({ choosing }) => choosing < choose.ciderD);
    const metadata = {
      architecture: name,
      settings: JSON.stringify(settings),
      name: label,
      devCiderD: all.ciderD.toFixed(4),
    };
    const weights = writeSafetensors(toArrays(state.parameters, layout), 'F16', metadata);
    if (isBest) writeAtomically(join(folder, 'best.safetensors'), weights);
    const different = new Set([...hypotheses.values()].flatMap((sentence) => sentence.split(' '))).size;
    console.error(
      `${label}: dev CIDEr-D ${all.ciderD.toFixed(3)} (choosing half ${choose.ciderD.toFixed(3)}, other ` +
        `${calibrate.ciderD.toFixed(3)}) · BLEU-4 ${all.bleu[3].toFixed(1)} · ${different} words` +
        `${isBest ? ' · best' : ''}`,
    );
    return { weights, ciderD: all.ciderD, bleu4: all.bleu[3], choosing: choose.ciderD };
  };

  // 3. Epochs: train, describe dev, score, keep the best, save.
  for (let epoch = run.epochs.length; epoch < settings.epochs + settings.selfCriticalEpochs; epoch++) {
    const started = performance.now();
    const critical = epoch >= settings.epochs;
    if (epoch === settings.epochs) startSecondPhase(folder, state, layout);
    const value = await trainers.trainEpoch(epoch, critical ? 'reward' : 'loss');
    const { weights, ...scores } = await judge(`epoch ${epoch + 1}`, run.epochs);
    if (critical) writeAtomically(epochFile(folder, epoch + 1), weights);
    const seconds = (performance.now() - started) / 1000;
    run.epochs.push({ epoch: epoch + 1, ...(critical ? { reward: value } : { trainLoss: value }), ...scores });
    run.seconds += seconds;
    run.epochSeconds = [...(run.epochSeconds ?? []), seconds];
    saveCheckpoint(checkpoint, run, state);
    writeAtomically(join(out, 'learning-curves.svg'), learningCurves(run.epochs));
    console.error(
      `epoch ${epoch + 1}: ${critical ? 'reward' : 'loss'} ${value.toFixed(3)} · ${clock(run.seconds)} so far`,
    );
  }

  // 4. The reward narrows the words in use; a mean with the weights before it has both.
  const judged: { choosing: number }[] = [...run.epochs];
  for (const mixture of mixtures(run.epochs, folder)) {
    averageWeights(mixture.files, state.parameters, layout);
    judged.push(await judge(mixture.name, judged));
  }
  await trainers.stop();

  // 5. The best becomes the shipped weights.
  const best = join(folder, 'best.safetensors');
  await finishRun({ out, best, settings, vocabulary, features, training: training.files, captions: training.captions });
}

const toText = ({ words }: Beam, vocabulary: string[]) => words.map((id) => vocabulary[id]).join(' ');

/** Scores on all of dev, on the half that chooses models, and on the half kept for calibration. */
function scoresOfDev(hypotheses: Map<string, string>, references: Map<string, string[]>) {
  const half = (name: 'choose' | 'calibrate') => new Map([...hypotheses].filter(([file]) => devHalf(file) === name));
  return {
    all: score(hypotheses, references),
    choose: score(half('choose'), references),
    calibrate: score(half('calibrate'), references),
  };
}

await train().catch((error: Error) => {
  console.error(error.message.startsWith('Unknown option') ? usage : error.message);
  process.exitCode = 1;
});
