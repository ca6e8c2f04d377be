// BERTScore (Zhang et al. 2020, https://arxiv.org/abs/1904.09675): words compared by their meaning in context. Runs in Node.
import { mean, sum } from '../sums.ts';

/** Each from −1 to 1. */
export interface BertScore {
  precision: number;
  recall: number;
  f1: number;
}

/** A piece of a word. */
export interface Token {
  /** Of length 1. */
  vector: Float32Array;
  /** Added by the model ([CLS], [SEP]): others may be like it, but it is not asked for. */
  isAdded: boolean;
}

export interface Embedder {
  embed(sentence: string): Promise<Token[]>;
}

/**
 * Every token is compared with the one most like it on the other side, by cosine; nothing is weighted by rarity.
 * As in the authors' package the best of several references counts, for each of the three figures by itself.
 */
export function bertScore(said: Token[], references: Token[][]): BertScore {
  const scores = references.map((reference) => greedy(said, reference));
  const best = (value: (score: BertScore) => number) => Math.max(...scores.map(value));
  return { precision: best((one) => one.precision), recall: best((one) => one.recall), f1: best((one) => one.f1) };
}

function greedy(said: Token[], reference: Token[]): BertScore {
  const [precision, recall] = [likeness(said, reference), likeness(reference, said)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) || 0 };
}

/** The mean of the best cosines; 0 where there is nothing to compare. */
function likeness(tokens: Token[], others: Token[]): number {
  const asked = tokens.filter(({ isAdded }) => !isAdded);
  return asked.length && mean(asked.map((token) => Math.max(...others.map((other) => cosine(token, other)))));
}

const cosine = (a: Token, b: Token) => sum(Array.from(a.vector, (value, i) => value * b.vector[i]));

/** Scores of what was said of one picture, and of its human captions, each against the others: undefined where it is alone. */
export interface BertMeasure {
  said: BertScore;
  people?: BertScore;
}

export async function measureBert(embedder: Embedder, said: string, captions: string[]): Promise<BertMeasure> {
  const sentence = await embedder.embed(said);
  const references: Token[][] = [];
  for (const caption of captions) references.push(await embedder.embed(caption));
  const among = references.map((one, i) =>
    bertScore(
      one,
      references.filter((_, other) => other !== i),
    ),
  );
  return { said: bertScore(sentence, references), ...(captions.length > 1 && { people: meanBertScore(among) }) };
}

export function meanBertScore(scores: BertScore[]): BertScore {
  const average = (value: (score: BertScore) => number) => mean(scores.map(value));
  return {
    precision: average(({ precision }) => precision),
    recall: average(({ recall }) => recall),
    f1: average(({ f1 }) => f1),
  };
}
