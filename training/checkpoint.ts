// Saves and restores a training run: parameters, Adam's moments, epoch, settings, history. Runs in Node.
import { existsSync } from 'node:fs';
import { ATTEND } from '../model/attend.ts';
import { type NamedArrays, readMetadata, readSafetensors, writeSafetensors } from '../model/safetensors.ts';
import type { Epoch } from './curves.ts';
import { readBuffer, writeAtomically } from './files.ts';
import type { SharedState } from './parameters.ts';
import { DEFAULTS, type Settings } from './settings.ts';

export interface TrainedEpoch extends Epoch {
  /** CIDEr-D on the half of dev that chooses the best epoch. */
  choosing: number;
}

/** What a run is, and how far it got. */
export interface Run {
  architecture: string;
  settings: Settings;
  /** Epochs finished. */
  epochs: TrainedEpoch[];
  vocabulary: string[];
  /** Seconds spent so far. */
  seconds: number;
  /** Of each epoch, describing dev included; unknown of older runs. */
  epochSeconds?: number[];
}

export function saveCheckpoint(path: string, run: Run, state: SharedState): void {
  const whole = (values: Float32Array) => ({ shape: [values.length], values });
  const arrays: NamedArrays = new Map([
    ['parameters', whole(state.parameters)],
    ['first', whole(state.first)],
    ['second', whole(state.second)],
  ]);
  writeAtomically(path, writeSafetensors(arrays, 'F32', { run: JSON.stringify(run) }));
}

/** What a checkpoint says of its run; settings that were not known then have their defaults. */
export function readRun(file: ArrayBuffer): Run {
  const saved: Run = JSON.parse(readMetadata(file).run);
  return { ...saved, architecture: saved.architecture ?? ATTEND.name, settings: { ...DEFAULTS, ...saved.settings } };
}

/** Fills `state` from the file. @throws Error in one line when the checkpoint is of another run. */
export function loadCheckpoint(path: string, run: Run, state: SharedState): Run {
  if (!existsSync(path)) throw new Error(`there is no checkpoint to resume (${path}): leave out --resume`);
  const file = readBuffer(path);
  const saved = readRun(file);
  const { architecture: name } = saved;
  if (name !== run.architecture)
    throw new Error(`the checkpoint is of the architecture "${name}": pass --architecture ${name}, or another --run`);
  const differing = (Object.keys(run.settings) as (keyof Settings)[]).filter(
    (key) => saved.settings[key] !== run.settings[key],
  );
  if (differing.length > 0)
    throw new Error(
      `the checkpoint was made with another ${differing.join(', ')}: pass the same, or leave out --resume`,
    );
  if (saved.vocabulary.join() !== run.vocabulary.join())
    throw new Error('the checkpoint was made from other captions: leave out --resume');
  const arrays = readSafetensors(file);
  for (const name of ['parameters', 'first', 'second'] as const) state[name].set(arrays.get(name)?.values ?? []);
  return saved;
}
