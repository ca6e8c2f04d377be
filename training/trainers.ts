// The training workers as the main thread sees them: an epoch of training, or sentences for pictures. Runs in Node.
import type { Worker } from 'node:worker_threads';
import type { Beam } from '../model/beam-search.ts';
import { shareOf } from './batches.ts';
import { mean } from './ngrams.ts';
import { showProgress } from './progress.ts';
import { speedometer } from './speed.ts';
import { startWorker } from './start-worker.ts';
import type { Command, Report, TrainJob } from './train-worker.ts';

export interface Trainers {
  /** One pass over the training pictures. @returns the mean of what the steps report, called `measure` on screen */
  trainEpoch(epoch: number, measure: string): Promise<number>;
  /** The best sentence for each slot, with the present parameters. */
  describe(slots: number[]): Promise<Map<number, Beam>>;
  stop(): Promise<unknown>;
}

/** Starts `job.settings.workers` workers that share `job.state`. */
export function startTrainers(job: Omit<TrainJob, 'worker'>): Trainers {
  const { settings, examples } = job;
  const workers = Array.from({ length: settings.workers }, (_, worker) =>
    startWorker(new URL('./train-worker.ts', import.meta.url), { ...job, worker } satisfies TrainJob),
  );
  let peak: number | undefined;
  return {
    async trainEpoch(epoch, measure) {
      peak ??= job.gpu ? 0 : await measurePeak(workers);
      const steps = Math.ceil(examples.length / settings.picturesPerStep);
      const progress = showProgress(`epoch ${epoch + 1}`, steps, 'steps');
      const speed = speedometer(peak);
      const values: number[] = [];
      await runWorkers(
        workers,
        () => ({ do: 'train', epoch }),
        (report, worker) => {
          if (!('value' in report)) return;
          values.push(report.value);
          const note = speed(report);
          if (worker === 0)
            progress.step(`${measure} ${mean(values.slice(-50 * workers.length)).toFixed(3)} · ${note}`);
        },
      ).finally(() => progress.stop());
      return mean(values);
    },
    async describe(slots) {
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
    },
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** What all workers together compute at best, in operations per second. */
async function measurePeak(workers: Worker[]): Promise<number> {
  let sum = 0;
  await runWorkers(
    workers,
    () => ({ do: 'measure' }),
    (report) => {
      if ('peak' in report) sum += report.peak;
    },
  );
  return sum;
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
