// Every hyper-parameter, with its reason. Runs in Node.
import { HEAD } from '../model/encoder.ts';
import { EARLIEST } from './tail/encoder-tail.ts';

export interface Settings {
  seed: number;
  epochs: number;
  tailEpochs: number;
  tailFrom: number;
  tailRate: number;
  tailDecoderRate: number;
  keptKnowledge: number;
  selfCriticalEpochs: number;
  selfCriticalRuns: number;
  selfCriticalRate: number;
  selfCriticalBeta2: number;
  selfCriticalDropout: number;
  samples: number;
  temperature: number;
  averaging: number;
  picturesPerStep: number;
  mirrored: number;
  crops: number;
  learningRate: number;
  warmUpSteps: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  clipNorm: number;
  labelSmoothing: number;
  dropout: number;
  minimumCount: number;
  maximumWords: number;
  beams: number;
  hidden: number;
  /** Data-parallel workers; part of the settings because each leaves out and samples by a chance of its own. */
  workers: number;
}

export const DEFAULTS: Settings = {
  seed: 1,
  epochs: 12, // dev CIDEr-D gains little after that
  tailEpochs: 5, // after those: the encoder's last blocks learn as well
  tailFrom: 16, // the first of these blocks; from 16 on, pictures are grids of 9 × 9
  tailRate: 1e-4, // peak, for them
  tailDecoderRate: 1.5e-4, // peak, for the decoder meanwhile
  keptKnowledge: 0.3, // weight of what the encoder must not forget: the ImageNet classes
  selfCriticalEpochs: 2, // after those: towards CIDEr-D itself; more of them shorten the sentences and lose on dev
  selfCriticalRuns: 2, // so often, each time from the weights before them with other chance, which is worth ±.01
  selfCriticalRate: 1.5e-5, // constant: the network only has to prefer some of what it already says; at 5e-5 it collapses
  selfCriticalBeta2: 0.999, // rewards are noisy: with 0.98 the steps never shrink, and the network unlearns
  selfCriticalDropout: 0.3, // of the network that learns from samples
  samples: 5, // sentences per picture and step
  temperature: 0.6, // of sampling: label smoothing leaves every tenth word to chance, which makes rewards mere noise
  averaging: 0.997, // what is judged and kept is a running mean of the weights: the last steps are noise
  picturesPerStep: 16, // × 5 captions; 64 learned more slowly per pass
  mirrored: 1, // every picture is also seen as in a mirror: twice the pictures; 0: never
  crops: 2, // and as random parts of it, in other light: four times the pictures
  learningRate: 7e-4, // peak, after the warm-up; then a cosine down to zero
  warmUpSteps: 100, // Adam's second moments are unreliable at first
  beta1: 0.9,
  beta2: 0.98, // forgets faster than 0.999: the run is only a few thousand steps
  epsilon: 1e-8,
  clipNorm: 5, // of the whole gradient, against the rare exploding step of an LSTM
  labelSmoothing: 0.1, // five captions disagree: no word deserves all the probability
  dropout: 0.4, // on values, embeddings and outputs; 6,000 pictures overfit quickly
  minimumCount: 5, // rarer words cannot be learned, and are often misspelt
  maximumWords: 19, // 98 % of captions are no longer
  beams: 5, // the more sentences are found, the better they can be told apart: CIDEr-D on dev .613 with 3, .624 with 5
  hidden: 0, // width of the network; 0: what its architecture is made for
  workers: 2,
};

/**
 * What an architecture needs otherwise; everything else is the same for all. Those that see only the mean of the regions
 * learn too slowly at 7e-4: after its first epoch merge had a CIDEr-D of .09 on dev, at 2e-3 of .26.
 */
const RECIPES: Record<string, Partial<Settings>> = {
  merge: { learningRate: 2e-3, epochs: 20 },
  init: { learningRate: 1e-3, crops: 0 },
  'two-layer': { epochs: 6, crops: 0 }, // each of its passes takes twice as long as one of attend
  'concat-residual': { learningRate: 2e-3 },
  'conv-text': { learningRate: 2e-3 },
};

/** The defaults for an architecture. */
export const defaultsOf = (architecture: string): Settings => ({ ...DEFAULTS, ...RECIPES[architecture] });

/** `picturesPerStep` → `pictures-per-step`. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const NAMES = Object.keys(DEFAULTS) as (keyof Settings)[];

/** A setting as it is passed: "--learning-rate 0.002". */
export const asOption = (name: string, value: number) => `--${kebab(name)} ${value}`;

/** For `parseArgs`: one option for each setting. */
export const SETTING_OPTIONS = Object.fromEntries(NAMES.map((name) => [kebab(name), { type: 'string' }] as const));

/** What a setting may be. Those not listed are rates and weights: from 0. */
type Limits = { least: number; most?: number; whole?: boolean };

const count: Limits = { least: 0, whole: true };
const some: Limits = { least: 1, whole: true };
const share: Limits = { least: 0, most: 0.9999 };
const LIMITS: Partial<Record<keyof Settings, Limits>> = {
  seed: count,
  epochs: some,
  tailEpochs: count,
  tailFrom: { least: EARLIEST, most: HEAD, whole: true },
  selfCriticalEpochs: count,
  selfCriticalRuns: some,
  selfCriticalBeta2: share,
  selfCriticalDropout: share,
  samples: { least: 2, whole: true },
  temperature: { least: 0.01 },
  averaging: share,
  picturesPerStep: some,
  mirrored: { least: 0, most: 1, whole: true },
  crops: count,
  warmUpSteps: count,
  beta1: share,
  beta2: share,
  epsilon: { least: 1e-12 }, // where nothing is learned, 0 would divide 0 by 0
  labelSmoothing: share,
  dropout: share,
  minimumCount: some,
  maximumWords: some,
  beams: some,
  hidden: count,
  workers: some,
};

/** The settings, with those that were given on the command line. @throws Error in one line that names one that cannot be */
export function readSettings(given: Record<string, unknown>, defaults = DEFAULTS): Settings {
  const read = NAMES.map((name) => [name, readSetting(name, given[kebab(name)] ?? defaults[name])]);
  return Object.fromEntries(read);
}

/** One of them. @param option what it is called on the command line @throws Error in one line that says what it may be */
export function readSetting(name: keyof Settings, given: unknown, option = kebab(name)): number {
  const { least, most = Number.MAX_VALUE, whole = false } = LIMITS[name] ?? { least: 0 };
  const value = given === '' ? Number.NaN : Number(given);
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  const upTo = most === Number.MAX_VALUE ? '' : ` to ${most}`;
  throw new Error(`--${option} must be a ${whole ? 'whole ' : ''}number from ${least}${upTo}, not "${given}"`);
}
