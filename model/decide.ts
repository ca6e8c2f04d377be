// From what was observed of a picture to what is said of it: the surest part of the caption, else a name for the thing,
// else nothing and why. Pure; runs everywhere, so that calibration and scoring decide exactly as the product does.
import type { Carefulness, Description, Guess, Sentence } from './captioner.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { Verdict } from './gate.ts';
import type { Label } from './labels.ts';
import { type Logistic, probability, sigmoid } from './logistic.ts';
import { sayParts } from './phrases.ts';
import type { Opinion } from './word-detectors.ts';
import type { ContentWord } from './words.ts';

/** Everything that the networks said of one picture. */
export interface Observation {
  verdict: Verdict;
  /** Likeliest first. */
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
  /** A noun that is all that is said; "a person" alone tells so little that it has a threshold of its own. */
  alone: number;
  alonePerson: number;
  label: number;
}

/** The contents of calibration.json; `npm run calibrate` writes it. */
export interface Calibration {
  /** Fingerprint of the files of weights that it was fitted to. */
  weights: string;
  words: Record<ContentWord['kind'], Logistic>;
  /** Pictures stranger than this are named, not captioned; than `named`, neither. */
  familiar: number;
  named: number;
  /** From this probability of a person on, nothing is named an animal. */
  person: number;
  steps: Record<Carefulness, Step>;
  /** What is still said to someone who asks. */
  doubtful: Step;
}

type Said = Pick<Description, 'text' | 'band' | 'reason' | 'probability' | 'words' | 'guesses'>;

interface Candidate extends Guess {
  words: Description['words'];
  nouns: string[];
}

const MOST_GUESSES = 3;
/** Guesses below this are noise. */
const LEAST_GUESS = 0.3;

/** What to say of a picture. */
export function decide(observation: Observation, calibration: Calibration, carefulness: Carefulness): Said {
  const { verdict } = observation;
  const silence = { text: null, band: null, probability: 0, words: [], guesses: [] };
  if (verdict.reason) return { ...silence, reason: verdict.reason };
  if (verdict.strangeness > calibration.named) return { ...silence, reason: 'unfamiliar' };
  const sure = candidates(observation, calibration, calibration.steps[carefulness])[0];
  const said = sure ?? candidates(observation, calibration, calibration.doubtful)[0];
  if (!said) return { ...silence, reason: 'unsure' };
  return {
    text: said.text,
    band: sure ? 'likely' : 'doubtful',
    ...(sure ? {} : { reason: 'unsure' as const }),
    probability: said.probability,
    words: said.words,
    guesses: otherGuesses(said, observation, calibration),
  };
}

/** What passes the thresholds: the caption first, where the picture is of its kind, then names. */
function candidates(observation: Observation, calibration: Calibration, step: Step): Candidate[] {
  const familiar = observation.verdict.strangeness <= calibration.familiar;
  const caption = familiar ? shorten(observation.sentences, observation.opinion, calibration, step) : null;
  const names = nameable(observation, calibration, step.label);
  return caption ? [caption, ...names] : names;
}

/** Words with their calibrated probabilities. */
export function weigh(sentences: Sentence[], opinion: Opinion, calibration: Pick<Calibration, 'words'>) {
  return gatherEvidence(sentences, opinion).map((word: Evidence) => ({
    ...word,
    probability: probability(calibration.words[word.kind], word.features),
  }));
}

/** The parts of the first sentence that are sure enough; null when too little is. */
function shorten(sentences: Sentence[], opinion: Opinion, calibration: Calibration, step: Step): Candidate | null {
  if (sentences[0].words.length === 0) return null;
  const weighed = new Map(weigh(sentences, opinion, calibration).map((word) => [word.at, word]));
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
  const least = Math.min(...nouns.map((noun) => noun.probability));
  if (parts.said.length === 1 && least < (nouns[0].lemma === 'person' ? step.alonePerson : step.alone)) return null;
  return {
    text: parts.text,
    probability: nouns.reduce((product, noun) => product * noun.probability, 1),
    words: words.map(({ word, probability }) => ({ word, probability })),
    nouns: nouns.map(({ lemma }) => lemma),
  };
}

/** Names for the thing. Where a person may be in the picture, no animal: that mistake is an insult. */
function nameable({ labels, opinion }: Observation, { person }: Calibration, least: number): Candidate[] {
  const mayBePerson = sigmoid(opinion('person')?.now ?? 0) >= person;
  return labels(least)
    .filter(({ animal }) => !(animal && mayBePerson))
    .map(({ text, noun, probability }) => ({
      text,
      probability,
      words: [{ word: noun, probability }],
      nouns: [noun],
    }));
}

/** Other things that it might be: parts of the other sentences, and names, each with a noun that was not said yet. */
function otherGuesses(said: Candidate, observation: Observation, calibration: Calibration): Guess[] {
  const { sentences, opinion } = observation;
  const lenient = { ...calibration.doubtful, label: LEAST_GUESS, alone: LEAST_GUESS };
  const others = sentences.map((sentence, i) => [sentence, ...sentences.filter((_, other) => other !== i)]);
  const familiar = observation.verdict.strangeness <= calibration.familiar;
  const captions = familiar ? others.flatMap((own) => shorten(own, opinion, calibration, lenient) ?? []) : [];
  const all = [...captions, ...nameable(observation, calibration, LEAST_GUESS)].filter(
    (guess) => guess.probability >= LEAST_GUESS,
  );
  const guesses: Guess[] = [];
  const named = new Set(said.nouns);
  for (const { text, probability, nouns } of all.sort((a, b) => b.probability - a.probability)) {
    if (guesses.length === MOST_GUESSES || nouns.every((noun) => named.has(noun))) continue;
    guesses.push({ text, probability });
    for (const noun of nouns) named.add(noun);
  }
  return guesses;
}
