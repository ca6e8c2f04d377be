// Whether a description names anything that has not been named yet, in whatever words. Pure; runs everywhere.
import { lemmaOf, lemmasSaid } from './english/word-table.ts';

/** A thing that a description names. */
export interface Thing {
  /** Without article and adjectives, e.g. "dog" or "coffee mug". */
  noun: string;
  /** What else it is called, e.g. "tub" of a bathtub, and that and its kinds; known of things named by ImageNet class. */
  names?: readonly string[];
  words?: ReadonlySet<string>;
}

/** Not the same, but nothing else to look at for whoever has heard one of them. */
const ALIKE = ['grass field lawn meadow', 'beach sand shore', 'hill mountain', 'cup mug'].map((words) =>
  words.split(' '),
);

/** Whether everything that a description names has been named before. */
export function onlyRepeats(things: Thing[], before: Thing[]): boolean {
  const named = new Set(before.flatMap(namedBy));
  return things.every((thing) => namesOf(thing).some((name) => named.has(name)));
}

/** Whoever has said "surfer" has named a person too; whoever has said "person" has not named a surfer. */
function namedBy(thing: Thing): string[] {
  const said = [...lemmasSaid(namesOf(thing)), ...(thing.words ?? [])];
  return [...said, ...ALIKE.filter((words) => words.some((word) => said.includes(word))).flat()];
}

/** All its names; of a compound also the last word, which says what sort of thing it is; and every breed is "dog". */
function namesOf({ noun, names = [], words }: Thing): string[] {
  const whole = noun.toLowerCase();
  const all = [whole, whole.slice(whole.lastIndexOf(' ') + 1), ...names, ...(words?.has('dog') ? ['dog'] : [])];
  return all.map(lemmaOf);
}
