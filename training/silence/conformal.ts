// Conformal risk control (Angelopoulos et al. 2022, https://arxiv.org/abs/2208.02814): a threshold with a bound on the
// mistakes to expect on new pictures of the same kind. Pure; runs in Node.
import { sum } from '../sums.ts';

/**
 * The least of `thresholds` (ascending) from which on (Σ losses + worst) ∕ (n + 1) ≤ risk: then the expected loss on a new,
 * exchangeable example is at most `risk`.
 * @param lossesAt loss of each example at a threshold, in 0 … worst; it must not rise with the threshold.
 * @returns the last threshold when none is enough.
 */
export function controlRisk(
  thresholds: number[],
  lossesAt: (threshold: number) => number[],
  worst: number,
  risk: number,
): number {
  const bounded = thresholds.map((threshold) => {
    const losses = lossesAt(threshold).map((loss) => Math.min(loss, worst));
    return (sum(losses) + worst) / (losses.length + 1) <= risk;
  });
  const first = bounded.findLastIndex((holds) => !holds) + 1;
  return thresholds[Math.min(first, thresholds.length - 1)];
}

/** Probabilities of about the same size, and how often they came true; all means are 0–1. */
export interface Bin {
  count: number;
  probability: number;
  right: number;
}

/** Ten bins of equal width; empty ones are left out. */
export function calibrationBins(probabilities: number[], outcomes: boolean[]): Bin[] {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, probability: 0, right: 0 }));
  probabilities.forEach((probability, i) => {
    const bin = bins[Math.min(9, Math.floor(probability * 10))];
    bin.count++;
    bin.probability += probability;
    bin.right += outcomes[i] ? 1 : 0;
  });
  const filled = bins.filter(({ count }) => count > 0);
  return filled.map(({ count, probability, right }) => ({
    count,
    probability: probability / count,
    right: right / count,
  }));
}

/** Expected calibration error: mean distance of probability and frequency over the bins, weighted by their size, 0–1. */
export function calibrationError(bins: Bin[]): number {
  const total = sum(bins.map(({ count }) => count));
  return sum(bins.map(({ count, probability, right }) => count * Math.abs(probability - right))) / total;
}
