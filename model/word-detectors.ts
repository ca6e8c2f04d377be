// For each common word, how likely it is in a human caption of the picture, from the encoder's features alone: a second
// opinion on what the decoder says (cf. Fang et al. 2015, https://arxiv.org/abs/1411.4952). Runs everywhere.
import type { Engine } from './engine.ts';
import { createLinear } from './layers.ts';
import { arrayOf, readMetadata, readSafetensors } from './safetensors.ts';

export interface WordDetectors {
  lemmas: string[];
  /** Log-odds of each lemma before the picture is seen: how common it is. */
  prior: Float32Array;
  /** Features averaged over the regions [1280] → log-odds of each lemma [n]. */
  detect(pooled: Float32Array): Float32Array;
}

/** `file`: kernel [1280, n], bias [n], prior [n]; the lemmas stand in its metadata. */
export function createWordDetectors(engine: Engine, file: ArrayBuffer): WordDetectors {
  const [kernel, bias, prior] = ['kernel', 'bias', 'prior'].map(arrayOf(readSafetensors(file), 'detector'));
  return {
    lemmas: JSON.parse(readMetadata(file).lemmas),
    prior: prior.values,
    detect: createLinear(engine, kernel, bias),
  };
}

/** What the detectors say of one lemma: its log-odds now and before; undefined for lemmas too rare to have one. */
export type Opinion = (lemma: string) => { now: number; before: number } | undefined;

export function opinionOf({ lemmas, prior }: WordDetectors, logOdds: Float32Array): Opinion {
  const places = new Map(lemmas.map((lemma, place) => [lemma, place]));
  return (lemma) => {
    const place = places.get(lemma);
    return place === undefined ? undefined : { now: logOdds[place], before: prior[place] };
  };
}
