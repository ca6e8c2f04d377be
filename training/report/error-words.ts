// Which words are said wrongly, and typical failures in words, from descriptions of captioned pictures. Pure; runs in Node.
import { contentWords } from '../../model/words.ts';
import { tokenize } from '../scores/tokenize.ts';
import { humanLemmas, nounsAgreedOn, nounsIn, type Told } from '../silence/honest.ts';

/** How often a word was said, and how often rightly. */
export interface Tally {
  word: string;
  said: number;
  right: number;
}

/** A description with a wrong noun, and what at least two people named instead. */
export interface Failure {
  said: string;
  wrong: string[];
  named: string[];
}

const OFTEN = 5;
const FAILURES = 20;

type Captions = Map<string, string[]>;

/** Nouns said at least five times, worst first. */
export function nounsSaid(told: Told[], captions: Captions): Tally[] {
  const tally = new Map<string, Tally>();
  for (const { file, said } of told) {
    const human = humanLemmas(captions.get(file));
    for (const noun of nounsIn(said ?? '')) {
      const entry = tally.get(noun) ?? { word: noun, said: 0, right: 0 };
      tally.set(noun, { word: noun, said: entry.said + 1, right: entry.right + (human.has(noun) ? 1 : 0) });
    }
  }
  const often = [...tally.values()].filter(({ said }) => said >= OFTEN);
  return often.sort((a, b) => a.right / a.said - b.right / b.said || b.said - a.said);
}

/** What bears a number out in a human caption. */
const NUMBERS: Record<string, (caption: string) => boolean> = {
  two: (caption) => /\b(two|2|both|pair|couple|twin|another|other)\b/i.test(caption) || namesTwice(caption),
  several: (caption) =>
    /\b(three|four|five|six|seven|eight|nine|ten|\d+|several|many|some|group|crowd|bunch|few|team|people)\b/i.test(
      caption,
    ),
};

/** "A man and a woman": two of a kind, without a number. */
function namesTwice(caption: string): boolean {
  const nouns = contentWords(tokenize(caption)).flatMap(({ kind, lemma }) => (kind === 'noun' ? [lemma] : []));
  return new Set(nouns).size < nouns.length;
}

export function numbersSaid(told: Told[], captions: Captions): Tally[] {
  return Object.entries(NUMBERS).map(([word, bearsOut]) => {
    const said = told.filter((one) => tokenize(one.said ?? '').includes(word));
    const right = said.filter(({ file }) => captions.get(file)?.some(bearsOut));
    return { word, said: said.length, right: right.length };
  });
}

/** The first twenty descriptions with a wrong noun; the order of the pictures is one of chance. */
export function findFailures(told: Told[], captions: Captions): Failure[] {
  const wrong = told.filter(({ counts }) => counts.right < counts.nouns).slice(0, FAILURES);
  return wrong.map(({ file, said }) => {
    const own = captions.get(file) ?? [];
    const human = humanLemmas(own);
    const wrong = nounsIn(said ?? '').filter((noun) => !human.has(noun));
    return { said: said ?? '', wrong, named: nounsAgreedOn(own) };
  });
}
