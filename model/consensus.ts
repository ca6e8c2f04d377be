// Which of the sentences that were found is said. Pure; runs everywhere.
import type { Beam } from './beam-search.ts';
import { similarity, vectorOf } from './ngrams.ts';

/** Of the exponent in total ∕ length^p (Wu et al. 2016, https://arxiv.org/abs/1609.08144, §7): 0 says too little, 1 too much. */
const LENGTH_POWER = 0.85;
/** Of what the others bear out, beside the sentence's own probability. */
const SHARE = 4;
/** How much less votes differ than probabilities: those are too sure of the first sentence. */
const TEMPER = 0.25;

/**
 * Best first. Each sentence is worth its own probability and how much it has in common with all of them (minimum Bayes
 * risk, Kumar & Byrne 2004, https://aclanthology.org/N04-1022, with the similarity of CIDEr-D): what three sentences say
 * is truer than what the likeliest says alone. The three numbers gave the best CIDEr-D on the half of dev that chooses;
 * what it is worth stands in training/README.md.
 */
export function byConsensus(beams: Beam[]): Beam[] {
  const most = Math.max(...beams.map(({ total }) => total));
  const votes = beams.map(({ total }) => Math.exp(TEMPER * (total - most)));
  const all = votes.reduce((a, b) => a + b, 0);
  const vectors = beams.map(({ words }) => vectorOf(words));
  const worth = beams.map((beam, i) => {
    const borneOut = votes.reduce((sum, vote, j) => sum + vote * similarity(vectors[i], vectors[j]), 0) / all;
    return beam.total / beam.logProbabilities.length ** LENGTH_POWER + SHARE * borneOut;
  });
  const order = beams.map((_, i) => i).sort((a, b) => worth[b] - worth[a]);
  return order.map((i) => beams[i]);
}
