// The phases of a run, one after another: what is learned, and how fast. Runs in Node: main thread and training workers.
import type { Settings } from '../settings.ts';

/** From captions; from captions, together with the encoder's tail; from the rewards of the network's own sentences. */
export type PhaseName = 'captions' | 'tail' | 'rewards';

export interface Phase {
  name: PhaseName;
  /** Its first epoch, from 0; Adam and the mean of the weights start anew there. */
  first: number;
  /** A phase may be run several times, each from the weights that the first began with; they differ in this alone. */
  seed: number;
  /** First epoch of the first of these runs; `first` where there is one. */
  begun: number;
  epochs: number;
  /** What its steps report: −log p of a word, or CIDEr-D of a sampled sentence. */
  measure: 'loss' | 'reward';
  /** Adam's, for the second moment. */
  beta2: number;
  /** How much of the running mean of the weights stays at each step; 0: there is none. */
  averaging: number;
  /** Learning rates at `step` of `total`. */
  rates(step: number, total: number): { decoder: number; encoder: number };
}

/** The settings that only later phases read: until these begin, they may still be changed. */
const READ_BY: Partial<Record<keyof Settings, PhaseName[]>> = {
  tailEpochs: ['tail'],
  tailRate: ['tail'],
  tailDecoderRate: ['tail'],
  keptKnowledge: ['tail'],
  averaging: ['tail', 'rewards'],
  selfCriticalEpochs: ['rewards'],
  selfCriticalRuns: ['rewards'],
  selfCriticalRate: ['rewards'],
  selfCriticalBeta2: ['rewards'],
  selfCriticalDropout: ['rewards'],
  samples: ['rewards'],
  temperature: ['rewards'],
};

/** Whether learning from captions is the same whatever this setting is. */
export const isReadLater = (name: keyof Settings) => name in READ_BY || name === 'tailFrom';

/** Whether a setting plays no part in the first `epochs` epochs of a run. */
export function isForLater(name: keyof Settings, settings: Settings, epochs: number): boolean {
  const readers = READ_BY[name];
  const begun = phasesOf(settings).filter(({ first }) => first < epochs);
  return readers !== undefined && !begun.some((phase) => readers.includes(phase.name));
}

/** Those that have epochs. */
export function phasesOf(settings: Settings): Phase[] {
  const { epochs, tailEpochs, selfCriticalEpochs, beta2, averaging } = settings;
  const cosine = (peak: number) => (step: number, total: number) => learningRateAt(step, total, peak, settings);
  const [captions, tail, tailDecoder] = [settings.learningRate, settings.tailRate, settings.tailDecoderRate].map(
    cosine,
  );
  const rewards = { decoder: settings.selfCriticalRate, encoder: 0 };
  const phases: (Omit<Phase, 'first' | 'begun' | 'seed'> & { runs?: number })[] = [
    {
      name: 'captions',
      epochs,
      measure: 'loss',
      beta2,
      averaging: 0, // the rate goes down to zero, which does as much
      rates: (step, total) => ({ decoder: captions(step, total), encoder: 0 }),
    },
    {
      name: 'tail',
      epochs: tailEpochs,
      measure: 'loss',
      beta2,
      averaging,
      rates: (step, total) => ({ decoder: tailDecoder(step, total), encoder: tail(step, total) }),
    },
    {
      name: 'rewards',
      epochs: selfCriticalEpochs,
      runs: settings.selfCriticalRuns,
      measure: 'reward',
      beta2: settings.selfCriticalBeta2,
      averaging,
      rates: () => rewards,
    },
  ];
  let next = 0;
  const placed = phases.flatMap(({ runs = 1, ...phase }) => {
    const begun = next;
    next += runs * phase.epochs;
    const run = (_: unknown, i: number) => ({
      ...phase,
      begun,
      first: begun + i * phase.epochs,
      seed: settings.seed + i,
    });
    return Array.from({ length: runs }, run);
  });
  return placed.filter((phase) => phase.epochs > 0);
}

/** The phase of an epoch, from 0. @throws RangeError past the last */
export function phaseOf(settings: Settings, epoch: number): Phase {
  const found = phasesOf(settings).find(({ first, epochs }) => epoch < first + epochs);
  if (!found) throw new RangeError(`a run with these settings has no epoch ${epoch}`);
  return found;
}

/** Learning rate at `step` of `total`: linear warm-up, then cosine (https://arxiv.org/abs/1608.03983). */
export function learningRateAt(step: number, total: number, peak: number, { warmUpSteps }: Settings): number {
  if (step < warmUpSteps) return (peak * (step + 1)) / warmUpSteps;
  return peak * 0.5 * (1 + Math.cos((Math.PI * (step - warmUpSteps)) / Math.max(1, total - warmUpSteps)));
}
