// What speaks for and against each word that the decoder says. Plain arithmetic; runs everywhere.
import type { Sentence } from './description.ts';
import { logit } from './logistic.ts';
import type { Opinion } from './word-detectors.ts';
import { type ContentWord, contentWords, lemmasSaid } from './words.ts';

/** A content word with the numbers that its probability is computed from, in the order of EVIDENCE. */
export interface Evidence extends ContentWord {
  features: number[];
}

export const EVIDENCE = [
  'log p of the word',
  'log-odds of the word',
  'its detector, log-odds',
  'its detector, rise over the usual',
  'how common it is, log-odds',
  'share of all sentences that say it',
  'mean log p of the sentence',
  'least log p of a noun',
  'place in the sentence',
  'no detector for it',
] as const;

/** Log-odds assumed of words that are too rare for a detector. */
const RARE = -5;

/** The content words of `sentences[0]`; the others, less likely ones, serve for comparison. */
export function gatherEvidence(sentences: Sentence[], opinion: Opinion): Evidence[] {
  const [{ words, confidence }] = sentences;
  const texts = words.map(({ word }) => word);
  const logs = words.map(({ probability }) => Math.log(Math.max(probability, 1e-9)));
  const content = contentWords(texts);
  const leastNoun = Math.min(0, ...content.flatMap(({ at, kind }) => (kind === 'noun' ? logs[at] : [])));
  const agreement = agreementWith(sentences);
  return content.map((word) => {
    const { now, before } = opinion(word.lemma) ?? { now: RARE, before: RARE };
    const { probability } = words[word.at];
    const own = [logs[word.at], logit(probability), now, now - before, before, agreement(word.lemma)];
    const ofSentence = [Math.log(Math.max(confidence, 1e-9)), leastNoun, word.at / texts.length];
    return { ...word, features: [...own, ...ofSentence, opinion(word.lemma) ? 0 : 1] };
  });
}

/** Share of all sentences, weighted by their probabilities, that say a lemma. */
function agreementWith(sentences: Sentence[]): (lemma: string) => number {
  const totals = sentences.map(({ words }) => words.reduce((sum, { probability }) => sum + Math.log(probability), 0));
  const most = Math.max(...totals);
  const weights = totals.map((total) => Math.exp(total - most));
  const all = weights.reduce((a, b) => a + b);
  const said = sentences.map(({ words }) => lemmasSaid(words.map(({ word }) => word)));
  return (lemma) => weights.reduce((sum, weight, i) => sum + (said[i].has(lemma) ? weight : 0), 0) / all;
}
