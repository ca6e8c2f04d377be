// From the two Flickr8k archives to new decoder weights, read top to bottom. Runs in Node: npm run train -- [options]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Worker } from 'node:worker_threads';
import type { Beam } from '../model/beam-search.ts';
import { decoderShapes, HIDDEN } from '../model/decoder.ts';
import { writeSafetensors } from '../model/safetensors.ts';
import { type Example, shareOf, toIds } from './batches.ts';
import { buildVocabulary, cleanCaption, devHalf, openFlickr8k } from './captions.ts';
import { loadCheckpoint, type Run, saveCheckpoint } from './checkpoint.ts';
import { learningCurves } from './curves.ts';
import { encodePictures } from './encode.ts';
import { CACHE, DEFAULT_DATA, WEIGHTS, writeAtomically } from './files.ts';
import { finishRun } from './finish.ts';
import { initialise, layoutOf, shareState, toArrays } from './parameters.ts';
import { showProgress } from './progress.ts';
import { score } from './score.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import { startWorker } from './start-worker.ts';
import type { Command, Report, TrainJob } from './train-worker.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const usage = `npm run train -- [--data FOLDER] [--out FOLDER] [--run NAME] [--resume] [--gpu]\n  ${Object.entries(
  DEFAULTS,
)
  .map(([name, value]) => `[--${kebab(name)} ${value}]`)
  .join(' ')}`;

interface Options {
  data: string;
  out: string;
  checkpoint: string;
  best: string;
  resume: boolean;
  gpu: boolean;
  settings: Settings;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const numbers = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [kebab(name), text]));
  const { values } = parseArgs({
    options: { data: text, out: text, run: text, resume: flag, gpu: flag, ...numbers },
  });
  const given = values as Record<string, string | undefined>;
  const defaults = values.gpu ? { ...DEFAULTS, workers: 1 } : DEFAULTS; // one worker keeps a graphics card busy
  const settings = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, Number(given[kebab(name)] ?? value)]),
  ) as unknown as Settings;
  const folder = join(CACHE, given.run ?? 'attend');
  return {
    data: given.data ?? DEFAULT_DATA,
    out: given.out ?? WEIGHTS,
    checkpoint: join(folder, 'checkpoint.safetensors'),
    best: join(folder, 'best.safetensors'),
    resume: Boolean(values.resume),
    gpu: Boolean(values.gpu),
    settings,
  };
}

async function train({ data, out, checkpoint, best, resume, gpu, settings }: Options): Promise<void> {
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
  const shapes = decoderShapes(vocabulary.length);
  const layout = layoutOf(shapes);
  const state = shareState(layout.length, settings.workers);
  initialise(state.parameters, layout, HIDDEN, settings.seed);
  let run: Run = { settings, epochs: [], vocabulary, seconds: 0 };
  if (resume) run = loadCheckpoint(checkpoint, run, state);
  const workers = Array.from({ length: settings.workers }, (_, worker) => {
    const job: TrainJob = {
      worker,
      gpu,
      settings,
      state,
      shapes,
      features: { path: features.path, slots: features.slots.size },
      examples,
    };
    return startWorker(new URL('./train-worker.ts', import.meta.url), job);
  });

  // 3. Epochs: train, describe dev, score, keep the best, save.
  for (let epoch = run.epochs.length; epoch < settings.epochs; epoch++) {
    const started = performance.now();
    const trainLoss = await trainEpoch(workers, epoch, Math.ceil(examples.length / settings.picturesPerStep));
    const sentences = await describe(workers, dev.files.map(slotOf));
    const hypotheses = new Map(
      dev.files.map((file) => [file, toText(sentences.get(slotOf(file)) as Beam, vocabulary)]),
    );
    const scores = scoresOfDev(hypotheses, dev.captions);
    const isBest = run.epochs.every((earlier) => earlier.choosing < scores.choose.ciderD);
    run.epochs.push({
      epoch: epoch + 1,
      trainLoss,
      ciderD: scores.all.ciderD,
      bleu4: scores.all.bleu[3],
      choosing: scores.choose.ciderD,
    });
    run.seconds += (performance.now() - started) / 1000;
    if (isBest) {
      const metadata = {
        settings: JSON.stringify(settings),
        epoch: String(epoch + 1),
        devCiderD: scores.all.ciderD.toFixed(4),
      };
      writeAtomically(best, writeSafetensors(toArrays(state.parameters, layout), 'F16', metadata));
    }
    saveCheckpoint(checkpoint, run, state);
    writeAtomically(join(out, 'learning-curves.svg'), learningCurves(run.epochs));
    const different = new Set([...hypotheses.values()].flatMap((sentence) => sentence.split(' '))).size;
    console.error(
      `epoch ${epoch + 1}: loss ${trainLoss.toFixed(3)} · dev CIDEr-D ${scores.all.ciderD.toFixed(3)} ` +
        `(choosing half ${scores.choose.ciderD.toFixed(3)}, other ${scores.calibrate.ciderD.toFixed(3)}) · ` +
        `BLEU-4 ${scores.all.bleu[3].toFixed(1)} · ${different} words · ${(run.seconds / 60).toFixed(0)} min${isBest ? ' · best' : ''}`,
    );
  }
  await Promise.all(workers.map((worker) => worker.terminate()));

  // 4. The best epoch becomes the shipped weights.
  const { captions } = dev;
  await finishRun({ out, best, settings, vocabulary, features, training: training.files, dev: dev.files, captions });
}

/** Sends a command to every worker; resolves when all are done. */
function runWorkers(
  workers: Worker[],
  commandFor: (worker: number) => Command,
  onReport: (report: Report, worker: number) => void,
) {
  const one = (worker: Worker, index: number) =>
    new Promise<void>((resolve, reject) => {
      const listen = (report: Report) => {
        if (!('done' in report)) return onReport(report, index);
        worker.off('message', listen).off('error', reject);
        resolve();
      };
      worker.on('message', listen).once('error', reject);
      worker.postMessage(commandFor(index));
    });
  return Promise.all(workers.map(one));
}

/** One pass over the training pictures; returns the mean −log p of a word. */
async function trainEpoch(workers: Worker[], epoch: number, steps: number): Promise<number> {
  const progress = showProgress(`epoch ${epoch + 1}`, steps, 'steps');
  const losses: number[] = [];
  await runWorkers(
    workers,
    () => ({ do: 'train', epoch }),
    (report, worker) => {
      if (!('loss' in report)) return;
      losses.push(report.loss);
      const recent = losses.slice(-50 * workers.length);
      if (worker === 0) progress.step(`loss ${mean(recent).toFixed(3)}`);
    },
  ).finally(() => progress.stop());
  return mean(losses);
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** The best sentence for each slot. */
async function describe(workers: Worker[], slots: number[]): Promise<Map<number, Beam>> {
  const progress = showProgress('describing dev', slots.length, 'pictures');
  const sentences = new Map<number, Beam>();
  await runWorkers(
    workers,
    (worker) => ({ do: 'describe', slots: shareOf(slots, worker, workers.length) }),
    (report) => {
      if (!('beams' in report)) return;
      sentences.set(report.slot, report.beams[0]);
      progress.step();
    },
  ).finally(() => progress.stop());
  return sentences;
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

await train(readOptions()).catch((error: Error) => {
  console.error(error.message.startsWith('Unknown option') ? usage : error.message);
  process.exitCode = 1;
});
