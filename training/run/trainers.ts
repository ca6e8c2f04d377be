// The training workers as the main thread sees them: an epoch of training, or sentences for pictures. Runs in Node.
import type { Worker } from 'node:worker_threads';
import type { Beam } from '../../model/beam-search.ts';
import { showProgress } from '../../scripts/progress.ts';
import { shareOf } from '../learning/batches.ts';
import { phaseOf } from '../learning/phases.ts';
import type { Sources } from '../learning/share.ts';
import { speedometer } from '../learning/speed.ts';
import type { Command, Report, TrainJob } from '../learning/train-worker.ts';
import type { Place } from '../learning/views.ts';
import { startWorker } from '../start-worker.ts';
import { sum } from '../sums.ts';

export interface Trainers {
  /** One pass over the training pictures. @returns the mean of what the steps report */
  trainEpoch(epoch: number, sources: Sources): Promise<number>;
  /** The best sentence for each slot, with the averaged weights. @param tail whether it is they that the pictures lack */
  describe(slots: number[], sources: Sources, tail: boolean): Promise<Map<number, Beam>>;
  /** Passes the first `count` cached pictures through the encoder's tail as the averaged weights have it. */
  refresh(from: Place, to: Place, count: number): Promise<void>;
  stop(): Promise<unknown>;
}

/** Starts `job.settings.workers` workers that share `job.state`. */
export function startTrainers(job: Omit<TrainJob, 'worker'>): Trainers {
  const { settings, examples } = job;
  const workers = Array.from({ length: settings.workers }, (_, worker) =>
    startWorker(new URL('../learning/train-worker.ts', import.meta.url), { ...job, worker } satisfies TrainJob),
  );
  let peak: number | undefined;
  return {
    async trainEpoch(epoch, sources) {
      const { measure } = phaseOf(settings, epoch);
      peak ??= job.gpu ? 0 : await measurePeak(workers);
      const steps = Math.ceil(examples.length / settings.picturesPerStep);
      const progress = showProgress(`epoch ${epoch + 1}`, steps, 'steps');
      const speed = speedometer(peak);
      const reports: Valued[] = [];
      await runWorkers(
        workers,
        () => ({ do: 'train', epoch, sources }),
        (report, worker) => {
          if (!('value' in report)) return;
          reports.push(report);
          const note = speed(report);
          if (worker === 0)
            progress.step(`${measure} ${meanValue(reports.slice(-50 * workers.length)).toFixed(3)} · ${note}`);
        },
      ).finally(() => progress.stop());
      const value = meanValue(reports);
      if (!Number.isFinite(value)) throw new Error(`the ${measure} is no number any more: pass a lower rate`);
      return value;
    },
    async describe(slots, sources, tail) {
      const progress = showProgress('describing dev', slots.length, 'pictures');
      const sentences = new Map<number, Beam>();
      await runWorkers(
        workers,
        (worker) => ({ do: 'describe', slots: shareOf(slots, worker, workers.length), sources, tail }),
        (report) => {
          if (!('beams' in report)) return;
          sentences.set(report.slot, report.beams[0]);
          progress.step();
        },
      ).finally(() => progress.stop());
      return sentences;
    },
    async refresh(from, to, count) {
      const progress = showProgress('through the tuned blocks', count, 'pictures');
      const slots = [...Array(count).keys()];
      await runWorkers(
        workers,
        (worker) => ({ do: 'refresh', slots: shareOf(slots, worker, workers.length), from, to }),
        () => progress.step(),
      ).finally(() => progress.stop());
    },
    stop: () => stopAll(workers),
  };
}

type Valued = Pick<Extract<Report, { value: number }>, 'value' | 'captions'>;

/** Over captions: the last step of an epoch may have fewer than there are workers for. */
const meanValue = (reports: Valued[]) =>
  sum(reports.map(({ value, captions }) => value * captions)) / sum(reports.map(({ captions }) => captions));

/** What all workers together compute at best, in operations per second. */
async function measurePeak(workers: Worker[]): Promise<number> {
  let total = 0;
  await runWorkers(
    workers,
    () => ({ do: 'measure' }),
    (report) => {
      if ('peak' in report) total += report.peak;
    },
  );
  return total;
}

/** Sends a command to every worker; resolves when all are done. Where one fails, the others would wait for it: they are stopped. */
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
  return Promise.all(workers.map(one)).catch(async (error) => {
    await stopAll(workers);
    throw error;
  });
}

const stopAll = (workers: Worker[]) => Promise.all(workers.map((worker) => worker.terminate()));
