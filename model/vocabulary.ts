// Word ids: the special words come first, then the learned ones. Runs everywhere.

export const SPECIAL_WORDS = ['<pad>', '<start>', '<end>', '<unknown>'] as const;
export const START = SPECIAL_WORDS.indexOf('<start>');
export const END = SPECIAL_WORDS.indexOf('<end>');
export const UNKNOWN = SPECIAL_WORDS.indexOf('<unknown>');
/** Ids that never appear in a sentence. */
export const UNSPOKEN: ReadonlySet<number> = new Set([SPECIAL_WORDS.indexOf('<pad>'), START, UNKNOWN]);
