// What still links two things when the verb between them is not said: "running through the snow" → "in the snow". Pure; runs everywhere.
import type { Item } from './parse-caption.ts';
import { lemmaOf } from './word-table.ts';

const set = (words: string) => new Set(words.split(/\s+/));

/** Prepositions that say where something is, whatever it does. */
const STATIC = set(`in on at with near by under behind beside between among inside outside above below around against
  underneath beneath atop next alongside`);
/** Those of a movement within a place … */
const WITHIN = set('through across along down up');
/** … which is then in or on that place. */
const PLACES: Record<string, Set<string>> = {
  in: set('snow grass water field woods mud leaf park ocean river lake pond stream puddle pool yard desert surf'),
  on: set('beach road street path sidewalk hill slope ramp track bridge lawn shore mountain sand highway stair step'),
};
/** Verbs whose "at" does not say where: "looking at". */
const AIMING = set('look stare gaze point smile bark laugh wave throw shoot aim shout yell kick');
/** Verbs that say where their object is. */
const VERBS: Record<string, string> = { hold: 'with', carry: 'with', wear: 'in', ride: 'on' };

/** @returns the words between, or null when nothing that the caption said is left. */
export function staticLink({ verbs, rest, phrases }: Item): string[] | null {
  const words = rest.map(({ word }) => word);
  const verb = lemmaOf(verbs.at(-1)?.word ?? '');
  const start = words.findLastIndex((word, i) => STATIC.has(word) || (word === 'of' && i > 0));
  if (words.length === 0) return VERBS[verb] ? [VERBS[verb]] : null;
  const [from] = [words.findIndex((word) => STATIC.has(word)), start];
  const tail = from < 0 ? [] : words.slice(from);
  if (tail.length > 1 && /^(of|to)$/.test(words[words.length - 1])) return tail;
  const last = words[words.length - 1];
  if (STATIC.has(last) && last !== 'next') {
    if (last === 'at' && AIMING.has(verb)) return null;
    return last === 'by' && /(ed|en|n|t)$/.test(verbs.at(-1)?.word ?? '') ? null : [last];
  }
  const place = lemmaOf(phrases[0]?.nouns.at(-1)?.word ?? '');
  const link = WITHIN.has(last) && Object.entries(PLACES).find(([, places]) => places.has(place))?.[0];
  return link ? [link] : null;
}
