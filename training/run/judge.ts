// What the sentences of a network are worth on dev, and which weights have been the best. Runs in Node.
import { join } from 'node:path';
import type { Beam } from '../../model/beam-search.ts';
import { writeSafetensors } from '../../model/safetensors.ts';
import { devHalf } from '../data/captions.ts';
import { writeAtomically } from '../files.ts';
import { type Layout, type SharedState, toArrays } from '../learning/parameters.ts';
import { score } from '../scores/score.ts';

export interface Judged {
  ciderD: number;
  bleu4: number;
  /** CIDEr-D on the half of dev that chooses. */
  choosing: number;
}

export interface Judge {
  /**
   * Scores the sentences of the averaged weights, says so, and keeps these weights as `best.safetensors` in the folder of
   * the run if the choosing half of dev has not liked others more.
   * @param sentences by picture name
   */
  judge(name: string, sentences: Map<string, Beam>): Judged & { weights: Uint8Array };
}

/** @param previous what was judged before, by an earlier process */
export function createJudge(
  run: { folder: string; metadata: Record<string, string>; vocabulary: string[]; layout: Layout; state: SharedState },
  captions: Map<string, string[]>,
  previous: { choosing: number }[],
): Judge {
  let best = Math.max(Number.NEGATIVE_INFINITY, ...previous.map(({ choosing }) => choosing));
  const toText = ({ words }: Beam) => words.map((id) => run.vocabulary[id]).join(' ');
  return {
    judge(name, sentences) {
      const said = new Map([...sentences].map(([file, beam]) => [file, toText(beam)]));
      const { all, choose, calibrate } = scoresOfDev(said, captions);
      const metadata = { ...run.metadata, name, devCiderD: all.ciderD.toFixed(4) };
      const weights = writeSafetensors(toArrays(run.state.averaged, run.layout), 'F16', metadata);
      const isBest = choose.ciderD > best;
      if (isBest) {
        best = choose.ciderD;
        writeAtomically(join(run.folder, 'best.safetensors'), weights);
      }
      const words = new Set([...said.values()].flatMap((sentence) => sentence.split(' '))).size;
      console.error(
        `${name}: dev CIDEr-D ${all.ciderD.toFixed(3)} (choosing half ${choose.ciderD.toFixed(3)}, other ` +
          `${calibrate.ciderD.toFixed(3)}) · BLEU-4 ${all.bleu[3].toFixed(1)} · ${new Set(said.values()).size} sentences, ` +
          `${words} words${isBest ? ' · best' : ''}`,
      );
      return { weights, ciderD: all.ciderD, bleu4: all.bleu[3], choosing: choose.ciderD };
    },
  };
}

/** Scores on all of dev, on the half that chooses models, and on the half kept for calibration. */
function scoresOfDev(said: Map<string, string>, references: Map<string, string[]>) {
  const half = (name: 'choose' | 'calibrate') => {
    const own = [...said].filter(([file]) => devHalf(file) === name);
    return own.length > 0 ? new Map(own) : said; // a handful of pictures may all be in the other half
  };
  return {
    all: score(said, references),
    choose: score(half('choose'), references),
    calibrate: score(half('calibrate'), references),
  };
}
