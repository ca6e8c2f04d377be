// METEOR 1.5 (Denkowski & Lavie 2014) with its exact and stem matchers, without synonyms and paraphrases. Runs in Node.
import { stemmer } from 'stemmer';
import { sum } from '../sums.ts';

/** The weights for English: https://aclanthology.org/W14-3348. */
const ALPHA = 0.85;
const BETA = 0.2;
const GAMMA = 0.6;
const DELTA = 0.75;
/** How words are matched here; the original knows synonyms and paraphrases as well. */
export const METEOR_MATCHERS = ['exact', 'stem'];
const STEM_WEIGHT = 0.6;
/** Partial alignments followed at once. */
const BEAM = 40;

/** Words that are more than a thousandth of any English text, and no things. */
const FUNCTION_WORDS = new Set(
  `a about after all also an and are as at be been but by can for from had has have he her him his i if in into is it
  its more no not of on one or other out over 's she so some than that the their there they this to two up was we were
  what when which who will with would you`.split(/\s+/),
);

/** What one sentence adds: the score counts over all pictures at once. Content words weigh δ, function words 1 − δ. */
export interface MeteorCounts {
  /** Weights of the words matched, in the sentence and in its reference, and of all words there. */
  matched: [said: number, reference: number];
  all: [said: number, reference: number];
  /** Words matched, words on either side that are not, and the runs of matched ones that stand in both alike. */
  words: number;
  unmatched: number;
  chunks: number;
}

/** The counts of a sentence with the reference that suits it best. */
export function meteorCounts(words: string[], references: string[][]): MeteorCounts {
  const counts = references.map((reference) => count(words, reference));
  return counts.reduce((best, other) => (meteor([other]) > meteor([best]) ? other : best));
}

/** METEOR of one or more sentences, 0–100. */
export function meteor(counts: MeteorCounts[]): number {
  const total = (value: (one: MeteorCounts) => number) => sum(counts.map(value));
  const words = total((one) => one.words);
  if (words === 0) return 0;
  const precision = total(({ matched }) => matched[0]) / total(({ all }) => all[0]);
  const recall = total(({ matched }) => matched[1]) / total(({ all }) => all[1]);
  const fMean = (precision * recall) / (ALPHA * precision + (1 - ALPHA) * recall);
  const chunks = total((one) => one.chunks);
  const isInOnePiece = chunks === 1 && total(({ unmatched }) => unmatched) === 0;
  const penalty = isInOnePiece ? 0 : GAMMA * (chunks / words) ** BETA;
  return 100 * fMean * (1 - penalty);
}

const stems = new Map<string, string>();

/** Porter (1980); each word once, because that takes most of the time. */
function stemOf(word: string): string {
  const stem = stems.get(word) ?? stemmer(word);
  stems.set(word, stem);
  return stem;
}

const weigh = (word: string) => (FUNCTION_WORDS.has(word) ? 1 - DELTA : DELTA);

function count(words: string[], reference: string[]): MeteorCounts {
  const { pairs, chunks } = align(words, reference);
  const weighed = (word: (pair: Pair) => string) => sum(pairs.map((pair) => pair.weight * weigh(word(pair))));
  return {
    matched: [weighed(({ i }) => words[i]), weighed(({ j }) => reference[j])],
    all: [sum(words.map(weigh)), sum(reference.map(weigh))],
    words: pairs.length,
    unmatched: words.length + reference.length - 2 * pairs.length,
    chunks,
  };
}

/** Word `i` of the sentence and word `j` of the reference are the same, or have the same stem. */
interface Pair {
  i: number;
  j: number;
  weight: number;
}

interface Alignment {
  pairs: Pair[];
  chunks: number;
  /** Sum of how far each word has moved. */
  distance: number;
}

/** The alignment with the most pairs, then the fewest chunks, then the least movement, by beam search. */
function align(words: string[], reference: string[]): Alignment {
  let beam: Alignment[] = [{ pairs: [], chunks: 0, distance: 0 }];
  words.forEach((word, i) => {
    const partners = reference.flatMap((other, j): Pair[] => {
      if (other === word) return [{ i, j, weight: 1 }];
      return stemOf(other) === stemOf(word) ? [{ i, j, weight: STEM_WEIGHT }] : [];
    });
    if (partners.length > 0)
      beam = [...beam, ...beam.flatMap((one) => extend(one, partners))].sort(better).slice(0, BEAM);
  });
  return beam[0];
}

const extend = (alignment: Alignment, partners: Pair[]): Alignment[] =>
  partners.filter(({ j }) => alignment.pairs.every((pair) => pair.j !== j)).map((pair) => add(alignment, pair));

function add({ pairs, chunks, distance }: Alignment, pair: Pair): Alignment {
  const last = pairs.at(-1);
  const continues = last?.i === pair.i - 1 && last.j === pair.j - 1;
  return {
    pairs: [...pairs, pair],
    chunks: chunks + (continues ? 0 : 1),
    distance: distance + Math.abs(pair.i - pair.j),
  };
}

const better = (a: Alignment, b: Alignment) =>
  b.pairs.length - a.pairs.length || a.chunks - b.chunks || a.distance - b.distance;
