// Chooses below which confidence and above which strangeness Inkling keeps quiet. Pure; runs in Node.
import { tokenize } from './tokenize.ts';

/** One picture of the calibration half. */
export interface Calibrated {
  strangeness: number;
  confidence: number;
  /** Different content words said, and how many of them occur in one of the human captions. */
  said: number;
  right: number;
}

/** Share of ordinary pictures that may be called unfamiliar. */
const REFUSED = 0.05;
/** Share of the content words said that must be right. */
const RIGHT = 0.8;
/** But no more silence than this, however sure one would like to be. */
const LEAST_SPOKEN = 0.5;

/** Words that say nothing about what is in the picture. */
const FUNCTION_WORDS = new Set(
  'a an the and or of in on at to with from by for into over through near next while as is are be being has have it its his her their there that this some up down out off'.split(
    ' ',
  ),
);

/** Counts the different content words of a sentence, and those that a human caption has too. */
export function contentWordsRight(words: string[], captions: string[]): { said: number; right: number } {
  const human = new Set(captions.flatMap(tokenize));
  const content = [...new Set(words)].filter((word) => !FUNCTION_WORDS.has(word));
  return { said: content.length, right: content.filter((word) => human.has(word)).length };
}

export interface CutOffs {
  minimumConfidence: number;
  maximumStrangeness: number;
  summary: string;
}

/** The lowest confidence at which enough of what is still said is right, among the pictures that are familiar enough. */
export function chooseCutOffs(pictures: Calibrated[]): CutOffs {
  const byStrangeness = pictures.map(({ strangeness }) => strangeness).toSorted((a, b) => a - b);
  const maximumStrangeness = byStrangeness[Math.ceil((1 - REFUSED) * byStrangeness.length) - 1];
  const familiar = pictures.filter(({ strangeness }) => strangeness <= maximumStrangeness);
  const surestFirst = familiar.toSorted((a, b) => b.confidence - a.confidence);
  const least = Math.ceil(LEAST_SPOKEN * surestFirst.length);
  let spoken = least;
  for (let count = least; count <= surestFirst.length; count++) {
    if (shareRight(surestFirst.slice(0, count)) >= RIGHT) spoken = count;
  }
  const kept = surestFirst.slice(0, spoken);
  return {
    minimumConfidence: kept[kept.length - 1].confidence,
    maximumStrangeness,
    summary:
      `cut-offs: speaks on ${percent(spoken / pictures.length)} of the calibration half, content words right ` +
      `${percent(shareRight(kept))} (${percent(shareRight(pictures))} if it never kept quiet)`,
  };
}

function shareRight(pictures: Calibrated[]): number {
  const sum = (count: (picture: Calibrated) => number) =>
    pictures.reduce((total, picture) => total + count(picture), 0);
  return (
    sum(({ right }) => right) /
    Math.max(
      1,
      sum(({ said }) => said),
    )
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
