// What Inkling says around a description, in English. Runs where spoken.ts does.
import { REASONS } from '../../model/reasons.ts';
import type { SpokenWords } from './spoken.ts';

export const en: SpokenWords = {
  hedges: {
    full: { likely: 'Might be', doubtful: 'Not sure, could be wrong', guess: 'Another guess, less sure' },
    short: { likely: 'AI', doubtful: 'AI, unsure', guess: 'AI, another guess' },
  },
  colon: ': ',
  noMore: 'No other guesses.',
  describing: 'Describing',
  chosen: { focused: 'Focused picture:', largest: 'Largest picture:' },
  decorative: 'Marked as decorative.',
  author: 'The author calls this ',
  own: 'You call this ',
  reasons: REASONS,
  example: 'two dogs',
};
