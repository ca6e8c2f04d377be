// Trains on its share of every step, or describes its share of dev. Runs in a worker thread of train.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { type Beam, beamSearch } from '../../model/beam-search.ts';
import { architectureNamed } from '../architectures/all.ts';
import { work } from '../fast-tfjs/matmul.ts';
import { startFastWasm } from '../fast-tfjs/start.ts';
import { seededRandom } from '../random.ts';
import { createEncoderTail } from '../tail/encoder-tail.ts';
import { epochSteps, shareOf } from './batches.ts';
import { refreshFeatures } from './learn-tail.ts';
import { startNodeWebgpu } from './node-webgpu.ts';
import { adamStep, barrier, layoutOf, toArrays, viewsOf } from './parameters.ts';
import { phaseOf } from './phases.ts';
import { createShare, lookAt, type ShareJob, type Sources, withDecoder } from './share.ts';
import { measurePeak } from './speed.ts';
import { openPlace, type Place, readGrid } from './views.ts';

export type TrainJob = Omit<ShareJob, 'architecture'> & { architecture: string };

export type Command =
  | { do: 'measure' }
  | { do: 'train'; epoch: number; sources: Sources }
  /** With the averaged weights. `tail`: the pictures still have to go through the encoder's last blocks. */
  | { do: 'describe'; slots: number[]; sources: Sources; tail: boolean }
  /** Passes cached pictures through the encoder's last blocks as the averaged weights have them. */
  | { do: 'refresh'; slots: number[]; from: Place; to: Place };
/**
 * `peak`: operations per second at best. `value`: mean −log p of a word, or in self-critical epochs the mean reward of a
 * sampled sentence; `captions` and `operations` are those of this worker's share of the step.
 */
export type Report =
  | { peak: number }
  | { step: number; value: number; captions: number; operations: number }
  | { slot: number; beams: Beam[] }
  | { refreshed: number }
  | { done: true };

const job = workerData as TrainJob;
const { worker, settings, state, examples } = job;
const architecture = architectureNamed(job.architecture);
const layout = layoutOf(job.shapes);
const report = (message: Report) => parentPort?.postMessage(message);
await startFastWasm();
if (job.gpu) await startNodeWebgpu();
const share = createShare({ ...job, architecture });

/** One pass over all examples, in step with the other workers. */
async function trainEpoch(epoch: number, sources: Sources): Promise<void> {
  const phase = phaseOf(settings, epoch);
  const ofRun = epoch - phase.first + phase.begun;
  const steps = epochSteps(examples, settings.picturesPerStep, phase.seed, ofRun);
  for (const [i, pictures] of steps.entries()) {
    const step = (epoch - phase.first) * steps.length + i;
    state.gradients[worker].fill(0);
    const own = shareOf(pictures, worker, settings.workers);
    const operationsBefore = work.operations;
    const random = seededRandom(phase.seed, ofRun * steps.length + i, worker, 3);
    const value = own.length > 0 ? await share[phase.name](own, pictures, random, sources) : 0;
    adamStep(state, worker, step, { ...phase, ...phase.rates(step, phase.epochs * steps.length) }, settings);
    const captions = own.reduce((sum, picture) => sum + picture.captions.length, 0);
    report({ step, value, captions, operations: work.operations - operationsBefore });
  }
}

const tailNow = () => createEncoderTail(viewsOf(state.averaged, layout), settings.tailFrom);

/** Pictures decoded together; more would not be faster. */
const PICTURES_AT_ONCE = 16;

function describe(slots: number[], { pictures }: Sources, tail: boolean): void {
  const encoderTail = tail ? tailNow() : undefined;
  withDecoder(architecture, toArrays(state.averaged, layout), (decoder) => {
    for (let i = 0; i < slots.length; i += PICTURES_AT_ONCE) {
      const some = slots.slice(i, i + PICTURES_AT_ONCE);
      const seen = lookAt(decoder, readGrid(pictures, some), encoderTail);
      beamSearch(seen, settings.beams, settings.maximumWords).forEach((beams, p) => {
        report({ slot: some[p], beams });
      });
      seen.forget();
    }
  });
}

function refresh(slots: number[], from: Place, to: Place): void {
  refreshFeatures(openPlace(from), tailNow(), openPlace(to, 'write'), slots, (slot) => report({ refreshed: slot }));
}

parentPort?.on('message', async (command: Command) => {
  if (command.do === 'measure') report({ peak: measurePeak(() => barrier(state.control, settings.workers)) });
  else if (command.do === 'train') await trainEpoch(command.epoch, command.sources);
  else if (command.do === 'describe') describe(command.slots, command.sources, command.tail);
  else refresh(command.slots, command.from, command.to);
  report({ done: true });
});
