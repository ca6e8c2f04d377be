// What the network's own sentences score on dev, silence or not: for the model card. Pure; runs in Node.
import { humanAgreement } from '../scores/agreement.ts';
import { type Intervals, intervals } from '../scores/intervals.ts';
import { measure, type Scores, summarise } from '../scores/score.ts';
import { countNouns, shareRight } from '../silence/honest.ts';
import type { Captioned } from '../silence/observe.ts';

export interface NetworkFigures {
  all: Scores;
  /** The half that chose the weights, and the half kept for the thresholds. */
  choose: Scores;
  calibrate: Scores;
  people?: Scores;
  intervals: Intervals;
  /** Of the nouns said of the half kept apart, the fraction that a caption says too. */
  nounsRight: number;
}

export type Described = Pick<Captioned, 'file' | 'half' | 'captions'> & { sentence: string };

export function networkFigures(dev: Described[]): NetworkFigures {
  const captions = new Map(dev.map((picture) => [picture.file, picture.captions]));
  const measures = measure(new Map(dev.map(({ file, sentence }) => [file, sentence])), captions);
  const half = (name: Described['half']) => dev.filter((picture) => picture.half === name);
  // Rarities of words are those of all dev for both halves, so that their scores stand beside those of all.
  const ofHalf = (name: Described['half']) => summarise(measures.filter((_, i) => dev[i].half === name));
  return {
    all: summarise(measures),
    choose: ofHalf('choose'),
    calibrate: ofHalf('calibrate'),
    people: humanAgreement(captions),
    intervals: intervals(measures),
    nounsRight: shareRight(half('calibrate').map((picture) => countNouns(picture.sentence, picture.captions))),
  };
}
