// From what the networks say of known pictures to what may be said aloud: the contents of calibration.json. Runs in Node.
// One half of dev fits the probability of each word; the other half, unseen by that, sets the thresholds.
import { CAREFULNESSES, type Carefulness } from '../../model/carefulness.ts';
import { type Calibration, type Step, sayable } from '../../model/decide.ts';
import { gatherEvidence } from '../../model/evidence.ts';
import type { Logistic } from '../../model/logistic.ts';
import type { ContentWord } from '../../model/words.ts';
import { controlRisk } from './conformal.ts';
import { fitLogistic } from './fit-logistic.ts';
import { countNouns, humanLemmas, isRightForClass, mentionsOfPerson } from './honest.ts';
import type { Captioned, Observed, Seen } from './observe.ts';

export const KINDS: ContentWord['kind'][] = ['noun', 'verb', 'modifier'];

/** Share of pictures that may get a description with a wrong noun: the bound that conformal risk control holds. */
export const RISKS: Record<Carefulness, number> = { careful: 0.055, normal: 0.085, talkative: 0.2 };
/** Share of photographs unlike Flickr8k's that may get a wrong description where they are taken for such. */
export const FOREIGN_RISK = 0.015;

/** Nothing reaches it. */
const NEVER = 2;
/** Details need less than nouns: they are not what misleads. Where captions are trusted, names were right too rarely. */
const STEPS: Record<Carefulness, Omit<Step, 'whole'>> = {
  careful: { noun: 0.55, verb: 0.35, modifier: 0.4, alone: 0.98, alonePerson: NEVER, label: 0.9, familiarLabel: NEVER },
  normal: { noun: 0.4, verb: 0.25, modifier: 0.25, alone: 0.97, alonePerson: NEVER, label: 0.8, familiarLabel: NEVER },
  talkative: {
    noun: 0.35,
    verb: 0.2,
    modifier: 0.25,
    alone: 0.9,
    alonePerson: NEVER,
    label: 0.7,
    familiarLabel: NEVER,
  },
};
/** For whoever asks. */
const DOUBTFUL: Step = {
  noun: 0.4,
  verb: 0.2,
  modifier: 0.25,
  whole: 0.3,
  alone: 0.5,
  alonePerson: 0.9,
  label: 0.5,
  familiarLabel: 0.5,
};
/** Share of the pictures with a person in which none may be suspected. */
const OVERLOOKED = 0.01;

const WHOLES = Array.from({ length: 90 }, (_, i) => 0.1 + i / 100);
const FAMILIARITIES = Array.from({ length: 81 }, (_, i) => 2500 - 20 * i);

/** @param weights fingerprint of the files of weights that the pictures were observed with. */
export function fitCalibration({ dev, photos }: Observed, weights: string): Calibration {
  const fitting = dev.filter(({ half }) => half === 'choose');
  const setting = dev.filter(({ half }) => half === 'calibrate');
  const base = { weights, words: fitWords(fitting), person: suspicion(fitting), doubtful: DOUBTFUL };
  const same = (step: Step): Calibration['steps'] => ({ careful: step, normal: step, talkative: step });
  const strange = photos.filter(({ half }) => half === 'choose');
  const familiar = leastFamiliar(strange, { ...base, steps: same({ ...STEPS.normal, whole: 0.6 }) });
  const entries = CAREFULNESSES.map((step) => {
    const at = (whole: number) => ({ ...base, familiar, steps: same({ ...STEPS[step], whole }) });
    const losses = (whole: number) => setting.map((picture) => (saysWrong(picture, at(whole)) ? 1 : 0));
    return [step, { ...STEPS[step], whole: controlRisk(WHOLES, losses, 1, RISKS[step]) }];
  });
  return { ...base, familiar, steps: Object.fromEntries(entries) };
}

/** What is said unasked; undefined when nothing is. */
export const saidUnasked = ({ observation }: Seen, calibration: Calibration, step: Carefulness): string | undefined =>
  sayable(observation, calibration, calibration.steps[step])?.text;

/** The probability of a person from which on one is suspected: in 99 of 100 pictures where two people mention one. */
function suspicion(known: Captioned[]): number {
  const peopled = known.filter(({ captions }) => mentionsOfPerson(captions) > 1);
  const sorted = peopled.map(({ observation }) => observation.verdict.person).sort((a, b) => a - b);
  return sorted[Math.floor(OVERLOOKED * sorted.length)] ?? 0;
}

function saysWrong(picture: Captioned, calibration: Calibration): boolean {
  const text = saidUnasked(picture, calibration, 'normal');
  if (text === undefined) return false;
  const { nouns, right } = countNouns(text, picture.captions);
  return right < nouns;
}

/** The strangeness up to which captions are trusted: photographs of other kinds that seem familiar are described wrongly. */
function leastFamiliar(photos: Seen[], calibration: Omit<Calibration, 'familiar'>): number {
  const misdescribed = photos.filter((photo) => {
    const text = saidUnasked(photo, { ...calibration, familiar: Number.MAX_VALUE }, 'normal');
    return text !== undefined && !isRightForClass(photo.file, text);
  });
  const losses = (familiar: number) =>
    photos.map((photo) => (misdescribed.includes(photo) && photo.observation.verdict.strangeness <= familiar ? 1 : 0));
  return controlRisk(FAMILIARITIES, losses, 1, FOREIGN_RISK);
}

/** A word that the network said: what speaks for it, and whether a human says it too. */
export interface Outcome {
  features: number[];
  right: boolean;
}

export function outcomes(known: Captioned[], kind: ContentWord['kind']): Outcome[] {
  return known.flatMap(({ observation: { sentences, opinion }, captions }) => {
    const human = humanLemmas(captions);
    const said = gatherEvidence(sentences, opinion).filter((word) => word.kind === kind);
    return said.map(({ features, lemma }) => ({ features, right: human.has(lemma) }));
  });
}

export const fitOutcomes = (some: Outcome[]): Logistic =>
  fitLogistic(
    some.map(({ features }) => features),
    some.map(({ right }) => right),
  );

function fitWords(known: Captioned[]): Calibration['words'] {
  const entries = KINDS.map((kind) => [kind, fitOutcomes(outcomes(known, kind))]);
  return Object.fromEntries(entries) as Calibration['words'];
}
