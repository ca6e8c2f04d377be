// What BLEU and CIDEr-D count: runs of one to four words. Runs in Node.

export type Counts = Map<string, number>;

export const LENGTHS = [1, 2, 3, 4];

/** How often each run of `n` words occurs; its key is the words joined by spaces. */
export function countNgrams(words: string[], n: number): Counts {
  const counts: Counts = new Map();
  for (let end = n; end <= words.length; end++) {
    const ngram = words.slice(end - n, end).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}
