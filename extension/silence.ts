// The answer when there is no description: only the reason. Pure; runs in every context of the extension.
import type { Description } from '../model/captioner.ts';
import type { Reason } from '../model/reasons.ts';

export function silence(reason: Reason): Description {
  return { text: null, band: null, reason, probability: 0, words: [], guesses: [], backend: null, milliseconds: 0 };
}
