// What each phase of a run looks at: pictures through the whole encoder, through its first blocks, or through the tuned
// encoder. Runs in Node.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { END } from '../../model/encoder.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { encodeStages, type Pictures } from '../encoding/encode-pictures.ts';
import { FeatureFile, isWhole, valuesBefore } from '../encoding/features.ts';
import type { Features } from '../encoding/named-features.ts';
import { type View, viewsWith } from '../encoding/picture-views.ts';
import { BACKBONE, readBuffer } from '../files.ts';
import type { PhaseName } from '../learning/phases.ts';
import type { Sources } from '../learning/share.ts';
import type { Place, Views } from '../learning/views.ts';
import type { Settings } from '../settings.ts';
import { tailShapes } from '../tail/encoder-tail.ts';
import type { Trainers } from './trainers.ts';

export interface AllSources {
  /** Name of each picture that could be read, in every view → its slot, in all of them. */
  slots: Map<string, number>;
  /** @throws Error where the tuned encoder is wanted and `tune` has not been called */
  of(phase: PhaseName): Sources;
  /** Passes all pictures through the tuned blocks, unless that was done. @param weights file that they are in */
  tune(trainers: Trainers, weights: string): Promise<void>;
}

/** Encodes what has not been encoded. @param cache folder for features @param folder for those of this run alone */
export async function openSources(
  pictures: Pictures,
  settings: Settings,
  { cache, folder }: { cache: string; folder: string },
): Promise<AllSources> {
  const { workers, tailEpochs, tailFrom } = settings;
  const stages = tailEpochs > 0 ? [tailFrom, END] : [END];
  const encoded: [View, Features[]][] = [];
  for (const view of viewsWith(settings)) {
    const how = { view, weights: BACKBONE, folder: cache };
    encoded.push([view, await encodeStages(pictures, workers, how, stages)]);
  }
  const [[, [{ slots }]]] = encoded; // of the plain view, which has dev too
  const broken = new Set(encoded.flatMap(([, [view]]) => pictures.training.filter((name) => !view.slots.has(name))));
  const all = new Set([...pictures.training, ...pictures.dev]).size;
  const inView = (view: View) => (view === 'plain' ? all : pictures.training.length);
  const place = (view: View, { path }: Features, before: number): Place => ({
    path,
    slots: inView(view),
    values: valuesBefore(before),
  });
  const viewsAt = (stage: number): Views =>
    new Map(encoded.map(([view, features]) => [view, place(view, features[stage], stages[stage])]));
  const whole = viewsAt(stages.length - 1);
  const low = tailEpochs > 0 ? viewsAt(0) : undefined;
  let tuned: Views | undefined;

  return {
    slots: new Map([...slots].filter(([name]) => !broken.has(name))),
    of(phase) {
      if (phase === 'captions' || !low) return { pictures: whole };
      if (phase === 'tail') return { pictures: low, before: whole };
      if (!tuned) throw new Error('the encoder has not been tuned yet');
      return { pictures: tuned };
    },
    async tune(trainers, weights) {
      if (!low) return;
      const made: Views = new Map();
      const name = `tuned-${tailFingerprint(weights, tailFrom)}`;
      for (const [view, from] of low) {
        const to: Place = { ...from, path: join(folder, `${name}.${view}.f16`), values: valuesBefore(END) };
        if (!isWhole(to.path, to.slots)) {
          new FeatureFile(to.path, to.slots, 'write').close();
          await trainers.refresh(from, to, to.slots);
        }
        made.set(view, to);
      }
      tuned = made;
    },
  };
}

/** Of the tuned blocks alone: rewards change what comes after them, so all their epochs share one set of features. */
function tailFingerprint(weights: string, first: number): string {
  const arrays = readSafetensors(readBuffer(weights));
  const hash = createHash('sha256');
  for (const name of Object.keys(tailShapes(first))) hash.update(arrays.get(name)?.values as Float32Array);
  return hash.digest('hex').slice(0, 12);
}
