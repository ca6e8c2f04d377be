// How a description came about: the words of the sentence behind it, how sure each is, where the decoder looked. Runs everywhere.
import type { Seen } from './beam-search.ts';
import { type Calibration, type Choice, eachFirst, isFamiliar, type Observation, weigh } from './decide.ts';
import type { ExplainedWord, Guess, Sentence } from './description.ts';
import { isDenied, isPerson, neutral } from './english/neutral-words.ts';
import { START } from './vocabulary.ts';

const MOST_LABELS = 5;
/** Names that are less likely are noise. */
const LEAST_LABEL = 0.03;
/** Stands for a word that is never said. */
const UNSAID = '…';

/** The sentence that the description is a part of, else the best; undefined where none was made. */
export const sentenceBehind = ({ said }: Choice, { sentences }: Observation): Sentence | undefined =>
  said?.from?.sentence ?? sentences[0];

/** Reads a sentence once more. @param ids of its words @returns [words, 81] where the decoder looked before it said each */
export function lookAlong(seen: Seen, ids: number[]): number[][] {
  const before = [START, ...ids.slice(0, -1)];
  return before.slice(0, ids.length).map((id) => Array.from(seen.read([0], [id], [1]).attention ?? []));
}

/** @param attention [words, 81] for the sentence behind the description, see `lookAlong` */
export function explainWords(
  choice: Choice,
  observation: Observation,
  calibration: Calibration,
  attention: number[][],
): ExplainedWord[] {
  const sentence = sentenceBehind(choice, observation);
  const ordered = eachFirst(observation.sentences).find(([first]) => first === sentence);
  if (!sentence || !ordered) return [];
  const weighed = new Map(weigh(ordered, observation.opinion, calibration).map((word) => [word.at, word]));
  const isTrusted = isFamiliar(observation, calibration); // elsewhere the probabilities mean nothing
  const hasPerson = sentence.words.some(({ word }) => isPerson(word));
  return sentence.words.map(({ word, probability }, at) => {
    const said = choice.said?.from?.said.get(at);
    const content = weighed.get(at);
    return {
      word: said ?? shown(word, hasPerson && content?.kind === 'modifier'),
      probability,
      ...(content && { said: said !== undefined }),
      ...(content && isTrusted && { sureness: content.probability }),
      attention: attention[at] ?? [],
    };
  });
}

/** The encoder's own names for what it sees, likeliest first, with the care that all names are given with. */
export const likeliestLabels = ({ labels }: Observation): Guess[] =>
  labels(LEAST_LABEL)
    .slice(0, MOST_LABELS)
    .map(({ text, probability }) => ({ text, probability }));

/** A word that was left out, without the guesses that are never made, such as at age or origin. */
const shown = (word: string, ofPerson: boolean): string => (ofPerson || isDenied(word) ? UNSAID : neutral(word));
