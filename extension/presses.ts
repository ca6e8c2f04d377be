// Counts how often Describe has led to the same picture in a row, to say it again and then other guesses. Pure; memory only.
import type { Answer } from './messages.ts';
import type { Context } from './wording.ts';

/**
 * Another picture begins anew, and coming back to the first one too: then a person wants to hear it again, not less
 * likely guesses. Answers are compared whole, because they travel between contexts: one that was made anew took another
 * time, so that a canvas, a video or a change of the settings starts from the beginning as well.
 * @returns a function that says how often the same answer in the same context has come directly before: 0 at first
 */
export function createPresses(): (answer: Answer, context?: Context) => number {
  let last = '';
  let presses = 0;
  return (...parts) => {
    const now = JSON.stringify(parts);
    presses = now === last ? presses + 1 : 0;
    last = now;
    return presses;
  };
}
