// Whether what is said of a picture is right, by its human captions or by the class it was published under. Runs in Node.
import { readFileSync } from 'node:fs';
import { chainWords, type LabelTree } from '../../model/labels.ts';
import { contentWords, lemmasSaid } from '../../model/words.ts';
import { weightsFile } from '../files.ts';
import { seededRandom } from '../random.ts';
import { score } from '../scores/score.ts';
import { tokenize } from '../scores/tokenize.ts';
import { mean, sum } from '../sums.ts';

/** Everything that the human captions of a picture name, in the form in which words are compared. */
export const humanLemmas = (captions: string[] = []): Set<string> => lemmasSaid(captions.flatMap(tokenize));

/** How many of the captions of a picture mention a person. */
export const mentionsOfPerson = (captions: string[] = []): number =>
  captions.filter((caption) => humanLemmas([caption]).has('person')).length;

/** Whether a picture's file is named after its ImageNet class: "n02084071_dog.jpg". */
export const isNamedByClass = (file: string): boolean => /^n\d{8}_/.test(file);

/** Counts of different words in one description. */
export interface Counts {
  nouns: number;
  right: number;
  verbs: number;
}

/** A noun is right if one of the captions says it, or something that is one ("a surfer" makes "a person" right). */
export function countNouns(text: string, captions: string[]): Counts {
  const human = humanLemmas(captions);
  const nouns = nounsIn(text);
  const verbs = lemmasIn(text, 'verb').length;
  return { nouns: nouns.length, right: nouns.filter((noun) => human.has(noun)).length, verbs };
}

/**
 * Whether one of the nouns said names the class of the picture or one of its kinds.
 * @param file begins with the id of the class, as in "n02084071_dog.jpg". Throws when there is none such.
 */
export function isRightForClass(file: string, said: string): boolean {
  const words = chainWords(labelTree(), file.slice(0, 9));
  const named = [...words].some((word) => ` ${said.toLowerCase()} `.includes(` ${word} `));
  return named || nounsIn(said).some((noun) => words.has(noun));
}

let tree: LabelTree | undefined;
function labelTree(): LabelTree {
  tree ??= JSON.parse(readFileSync(weightsFile('labels.json'), 'utf8')) as LabelTree;
  return tree;
}

const lemmasIn = (text: string, wanted: string): string[] => [
  ...new Set(contentWords(tokenize(text)).flatMap(({ kind, lemma }) => (kind === wanted ? [lemma] : []))),
];
/** The different nouns of a text, in the form in which words are compared. */
export const nounsIn = (text: string): string[] => lemmasIn(text, 'noun');

/** Nouns that people named at least twice in their captions of one picture. */
export function nounsAgreedOn(captions: string[]): string[] {
  const mentions = captions.flatMap(nounsIn);
  return [...new Set(mentions)].filter((noun) => mentions.filter((other) => other === noun).length > 1);
}

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

/** What the user gets for one picture, beside what the network said. */
export interface Told {
  file: string;
  /** Unasked; null: silence. */
  said: string | null;
  sentence: string;
  counts: Counts;
}
/** The counts of silence. */
export const NOTHING: Counts = { nouns: 0, right: 0, verbs: 0 };

/** The figures of a set of pictures; those that compare with human captions only where there are any. */
export function summarise(told: Told[], captions?: Map<string, string[]>) {
  const spoken = told.filter(({ said }) => said !== null);
  const counts = spoken.map((one) => one.counts);
  const scored = captions && spoken.length > 0 ? captions : undefined;
  const ciderD = (text: (one: Told) => string) =>
    scored ? score(new Map(spoken.map((one) => [one.file, text(one)])), scored).ciderD : null;
  return {
    images: told.length,
    spoken: spoken.length,
    coverage: spoken.length / told.length,
    coverageInterval: withInterval(told, (some) => mean(some.map(({ said }) => (said === null ? 0 : 1)))),
    correct: counts.length > 0 ? shareRight(counts) : null,
    correctInterval: withInterval(counts, shareRight),
    contentWords: scored ? contentSize(counts) : null,
    shortened: captions ? mean(counts.map(({ nouns, verbs }) => (nouns + verbs === 1 ? 1 : 0))) : null,
    ciderD: ciderD(({ said }) => said ?? ''),
    /** Of the network's own whole sentences on the same pictures. */
    ciderDWhole: ciderD(({ sentence }) => sentence),
  };
}
