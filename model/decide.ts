// From what was observed of a picture to what is said of it: the surest part of the caption, else a name for the thing,
// else nothing and why. Pure; runs everywhere, so that calibration and scoring decide exactly as the product does.

import type { Carefulness } from './carefulness.ts';
import type { Description, Guess, Sentence } from './description.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { Verdict } from './gate.ts';
import type { Label } from './labels.ts';
import { type Logistic, probability } from './logistic.ts';
import { sayParts } from './phrases.ts';
import { onlyRepeats, type Thing } from './same-thing.ts';
import type { Opinion } from './word-detectors.ts';
import type { ContentWord } from './words.ts';

/** Everything that the networks said of one picture. */
export interface Observation {
  verdict: Verdict;
  /** Best first, see consensus.ts. */
  sentences: Sentence[];
  opinion: Opinion;
  /** The names that are at least this likely; see labels.ts. */
  labels(least: number): Label[];
}

/** Probabilities from which on something is said. */
export interface Step {
  noun: number;
  verb: number;
  modifier: number;
  /** Of everything named at once: the caption as it is said. */
  whole: number;
  /** A noun that is all that is said, adjectives aside; "a person" tells so little that it has a threshold of its own. */
  alone: number;
  alonePerson: number;
  /** A name for the thing, in pictures unlike those that the captioner knows; and in pictures like those. */
  label: number;
  familiarLabel: number;
}

/** The contents of calibration.json; `npm run calibrate` writes it. */
export interface Calibration {
  /** Fingerprint of the files of weights that it was fitted to. */
  weights: string;
  words: Record<ContentWord['kind'], Logistic>;
  /** Pictures stranger than this are named, not captioned. */
  familiar: number;
  /** From this probability on there may be a person; see `nameable`. */
  person: number;
  steps: Record<Carefulness, Step>;
  /** What is still said to someone who asks. */
  doubtful: Step;
}

type Said = Pick<Description, 'text' | 'careful' | 'band' | 'reason' | 'probability' | 'words' | 'guesses'>;

export interface Candidate extends Guess {
  words: Description['words'];
  things: Thing[];
  /** The sentence that it is a part of, and the word that is said for each of those there; absent for a name. */
  from?: { sentence: Sentence; said: ReadonlyMap<number, string> };
}

const MOST_GUESSES = 3;
/** Guesses below this are noise. */
const LEAST_GUESS = 0.3;

/** What to say of a picture. */
export function decide(observation: Observation, calibration: Calibration, carefulness: Carefulness): Said {
  return inShort(choose(observation, calibration, carefulness), observation, calibration);
}

/** The best that can be said, and how sure it is. */
export interface Choice {
  said?: Candidate;
  band: Description['band'];
}

/** Finds it. */
export function choose(observation: Observation, calibration: Calibration, carefulness: Carefulness): Choice {
  const sure = sayable(observation, calibration, calibration.steps[carefulness]);
  if (sure) return { said: sure, band: 'likely' };
  const said = sayable(observation, calibration, calibration.doubtful);
  return said ? { said, band: 'doubtful' } : { band: null };
}

/** A choice as it is told, without what led to it. */
export function inShort({ said, band }: Choice, observation: Observation, calibration: Calibration): Said {
  if (!said) {
    const reason = observation.verdict.reason ?? (isFamiliar(observation, calibration) ? 'unsure' : 'unfamiliar');
    return { text: null, band: null, probability: 0, words: [], guesses: [], reason };
  }
  return {
    text: said.text,
    careful: sayable(observation, calibration, calibration.steps.careful)?.text,
    band,
    ...(band === 'likely' ? {} : { reason: 'unsure' as const }),
    probability: said.probability,
    words: said.words,
    guesses: otherGuesses(said, observation, calibration),
  };
}

/** What reaches the thresholds of a step: the caption, where the picture is of its kind or a name bears it out; else a name. */
export function sayable(observation: Observation, calibration: Calibration, step: Step): Candidate | undefined {
  if (observation.verdict.reason) return undefined;
  const familiar = isFamiliar(observation, calibration);
  const [label] = nameable(observation, calibration, familiar ? step.familiarLabel : step.label);
  const caption = firstSure(observation, calibration, step);
  const isBorneOut = caption?.things.some(({ noun }) => label?.words.has(noun));
  if (caption && (familiar || isBorneOut)) return caption;
  return label && toCandidate(label);
}

/** The sure part of the best sentence that has one. */
function firstSure(observation: Observation, calibration: Calibration, step: Step): Candidate | undefined {
  for (const sentences of eachFirst(observation.sentences)) {
    const caption = shorten(sentences, observation, calibration, step);
    if (caption) return caption;
  }
  return undefined;
}

/** Each sentence in turn before all the others. */
export const eachFirst = (sentences: Sentence[]) =>
  sentences.map((sentence, i) => [sentence, ...sentences.filter((_, other) => other !== i)]);

/** Whether the picture is of the kind that the captioner knows. */
export const isFamiliar = ({ verdict }: Observation, { familiar }: Calibration) => verdict.strangeness <= familiar;

/** The content words of the first sentence with their calibrated probabilities. @param sentences the others speak for it */
export function weigh(sentences: Sentence[], opinion: Opinion, calibration: Pick<Calibration, 'words'>) {
  return gatherEvidence(sentences, opinion).map((word: Evidence) => ({
    ...word,
    probability: probability(calibration.words[word.kind], word.features),
  }));
}

/** The parts of the first sentence that are sure enough; null when too little is. @param sentences the others speak for it */
function shorten(
  sentences: Sentence[],
  observation: Observation,
  calibration: Calibration,
  step: Step,
): Candidate | null {
  if (sentences[0].words.length === 0) return null;
  const weighed = new Map(weigh(sentences, observation.opinion, calibration).map((word) => [word.at, word]));
  const keep = (at: number) => {
    const word = weighed.get(at);
    return word !== undefined && word.probability >= step[word.kind];
  };
  const parts = sayParts(
    sentences[0].words.map(({ word }) => word),
    keep,
  );
  if (!parts) return null;
  const words = parts.said.map(({ at, lemma, kind, word }) => ({
    word,
    lemma,
    kind,
    probability: weighed.get(at)?.probability ?? 0,
  }));
  const nouns = words.filter(({ kind }) => kind === 'noun');
  if (nouns.length === 0) return null;
  const whole = nouns.reduce((product, noun) => product * noun.probability, 1);
  const things = words.filter(({ kind }) => kind !== 'modifier');
  if (whole < leastOf(step, nouns[0].lemma, things.length)) return null;
  return {
    text: parts.text,
    probability: whole,
    words: words.map(({ word, probability }) => ({ word, probability })),
    things: nouns.map(({ lemma }) => ({ noun: lemma })),
    from: { sentence: sentences[0], said: new Map(parts.said.map(({ at, word }) => [at, word])) },
  };
}

function leastOf({ whole, alone, alonePerson }: Step, lemma: string, things: number): number {
  if (things > 1) return whole;
  return lemma === 'person' ? alonePerson : alone;
}

/**
 * Names for the thing. Where a person may be: no animal, which would be an insult; and in a picture of the captioner's
 * kind nothing at all, since the person is what it shows. (In stranger pictures, persons are suspected too often for that.)
 */
function nameable(observation: Observation, calibration: Calibration, least: number): Label[] {
  const mayBePerson = observation.verdict.person >= calibration.person;
  const familiar = isFamiliar(observation, calibration);
  return observation.labels(least).filter(({ animal }) => !(mayBePerson && (animal || familiar)));
}

const toCandidate = ({ text, noun, names, words, probability }: Label): Candidate => ({
  text,
  probability,
  words: [{ word: noun, probability }],
  things: [{ noun, names, words }],
});

/** Other things that it might be: parts of the other sentences, and names, each with a thing that none before it has named. */
function otherGuesses(said: Candidate, observation: Observation, calibration: Calibration): Guess[] {
  const lenient = { ...calibration.doubtful, whole: LEAST_GUESS, alone: LEAST_GUESS, label: LEAST_GUESS };
  const captions = isFamiliar(observation, calibration)
    ? eachFirst(observation.sentences).flatMap((own) => shorten(own, observation, calibration, lenient) ?? [])
    : [];
  const all = [...captions, ...nameable(observation, calibration, LEAST_GUESS).map(toCandidate)].filter(
    (guess) => guess.probability >= LEAST_GUESS,
  );
  const different = [said];
  for (const guess of all.sort((a, b) => b.probability - a.probability)) {
    const before = different.flatMap(({ things }) => things);
    if (!onlyRepeats(guess.things, before)) different.push(guess);
  }
  return different.slice(1, MOST_GUESSES + 1).map(({ text, probability }) => ({ text, probability }));
}
