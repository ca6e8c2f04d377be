// Splits a sentence into words as coco-caption does: Penn Treebank rules, lower case, no punctuation. Runs in Node.

/** What coco-caption drops. It names brackets in capitals, after lower-casing, so that -lrb- stays: here too. */
const PUNCTUATION = /^(?:'|''|`|``|[?!,:;]|\.+|-+)$/;

const BRACKETS: Record<string, string> = {
  '(': '-lrb-',
  ')': '-rrb-',
  '[': '-lsb-',
  ']': '-rsb-',
  '{': '-lcb-',
  '}': '-rcb-',
};

const ABBREVIATIONS = `mrs?|ms|dr|prof|rev|gov|sen|rep|gen|capt|col|lt|sgt|maj|jr|sr|co|corp|inc|ltd|bros
  |st|rd|ave|blvd|mt|ft|dept|est|jan|feb|aug|sept|oct|nov|dec|etc|vs|ph\\.d`.replaceAll(/\s/g, '');

/** Tried in this order at each place; what matches none of them is a token by itself. */
const TOKEN = new RegExp(
  [
    'https?://\\S+',
    `(?:${ABBREVIATIONS})\\.(?!\\p{L})`,
    '(?:\\p{L}\\.)+(?![\\p{L}\\p{N}])', // u.s., d.c.
    'no\\.(?=\\s*\\p{N})', // no. 5
    '(?:can(?=not)|gon(?=na)|wan(?=na)|got(?=ta)|gim(?=me)|lem(?=me))(?=\\p{L}{2,3}(?!\\p{L}))',
    "'t(?=(?:is|was)(?!\\p{L}))",
    "'n'|'(?:s|m|d|ll|re|ve|n|em|til|cause|\\d0s)(?!\\p{L})",
    "n't(?!\\p{L})",
    "\\p{L}+?(?=n't(?!\\p{L}))", // the did of didn't
    "[odl]'\\p{L}{2,}", // o'clock
    '\\p{N}+(?:[.,:]\\p{N}+)+', // 1,000 and 5:30
    '[\\p{L}\\p{N}]+(?:[-/._@][\\p{L}\\p{N}]+)*',
    "''|``|\\.+|-+|[!?]+",
    '\\S',
  ].join('|'),
  'gu',
);

/** The words of a sentence as the scores count them: "The dog's ball, isn't it?" → the dog 's ball is n't it. */
export function tokenize(sentence: string): string[] {
  const quoted = sentence.toLowerCase().replaceAll(/[‘’]/g, "'").replaceAll(/[“”"]/g, "''");
  const plain = quoted.replaceAll(/[–—]/g, '--').replaceAll('…', '...');
  const tokens = plain.match(TOKEN) ?? [];
  return tokens.map((token) => BRACKETS[token] ?? token).filter((token) => !PUNCTUATION.test(token));
}
