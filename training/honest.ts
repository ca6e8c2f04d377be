// Whether what is said of a picture is right, by its human captions or by the class it was published under. Pure; runs in Node.
import { contentWords, lemmasSaid } from '../model/words.ts';
import { mean, sum } from './ngrams.ts';
import { seededRandom } from './random.ts';
import { tokenize } from './tokenize.ts';

/** Counts of different words in one description. */
export interface Counts {
  nouns: number;
  right: number;
  verbs: number;
}

/** A noun is right if one of the captions says it, or something that is one ("a surfer" makes "a person" right). */
export function countNouns(text: string, captions: string[]): Counts {
  const human = lemmasSaid(captions.flatMap(tokenize));
  const nouns = nounsIn(text);
  const verbs = lemmasIn(text, 'verb').length;
  return { nouns: nouns.length, right: nouns.filter((noun) => human.has(noun)).length, verbs };
}

const lemmasIn = (text: string, wanted: string): string[] => [
  ...new Set(contentWords(tokenize(text)).flatMap(({ kind, lemma }) => (kind === wanted ? [lemma] : []))),
];
/** The different nouns of a text, in the form in which words are compared. */
export const nounsIn = (text: string): string[] => lemmasIn(text, 'noun');

export interface Interval {
  value: number;
  /** 95 %, by bootstrap over pictures. */
  low: number;
  high: number;
}

const RESAMPLES = 1000;

/** Any statistic of a list of pictures, with its interval; null where the list is empty. */
export function withInterval<T>(pictures: T[], statistic: (some: T[]) => number): Interval | null {
  if (pictures.length === 0) return null;
  const random = seededRandom(3, 17);
  const draw = () => pictures.map(() => pictures[Math.floor(random() * pictures.length)]);
  const values = Array.from({ length: RESAMPLES }, () => statistic(draw())).sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map((share) => values[Math.floor(share * RESAMPLES)]);
  return { value: statistic(pictures), low, high };
}

/** Right nouns of all nouns said. */
export const shareRight = (counts: Counts[]) =>
  sum(counts.map(({ right }) => right)) / Math.max(1, sum(counts.map(({ nouns }) => nouns)));
/** Different nouns and verbs in a description. */
export const contentSize = (counts: Counts[]) => mean(counts.map(({ nouns, verbs }) => nouns + verbs));
