// Saves and restores a training run: parameters, Adam's moments, epoch, settings, history. Runs in Node.
import { existsSync } from 'node:fs';
import { type NamedArrays, readMetadata, readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { ATTEND } from '../architectures/attend.ts';
import { readBuffer, writeAtomically } from '../files.ts';
import type { SharedState } from '../learning/parameters.ts';
import { isForLater, type PhaseName } from '../learning/phases.ts';
import { DEFAULTS, kebab, type Settings } from '../settings.ts';
import type { Epoch } from './curves.ts';

export interface TrainedEpoch extends Epoch {
  /** CIDEr-D on the half of dev that chooses the best epoch. */
  choosing: number;
  phase: PhaseName;
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

const VECTORS = ['parameters', 'averaged', 'first', 'second'] as const;

export function saveCheckpoint(path: string, run: Run, state: SharedState): void {
  const arrays: NamedArrays = new Map(
    VECTORS.map((name) => [name, { shape: [state[name].length], values: state[name] }]),
  );
  writeAtomically(path, writeSafetensors(arrays, 'F32', { run: JSON.stringify(run) }));
}

/** What a checkpoint says of its run; settings that were not known then have their defaults. */
export function readRun(file: ArrayBuffer): Run {
  const saved: Run = JSON.parse(readMetadata(file).run);
  const epochs = saved.epochs.map((epoch) => ({ ...epoch, phase: epoch.phase ?? olderPhase(epoch) }));
  const settings = { ...DEFAULTS, ...saved.settings };
  return { ...saved, architecture: saved.architecture ?? ATTEND.name, settings, epochs };
}

/** Of an epoch from when there were two phases. */
const olderPhase = ({ reward }: Epoch): PhaseName => (reward === undefined ? 'captions' : 'rewards');

/** Fills `state` from the file. With other workers it goes on by another chance. @throws Error in one line when the checkpoint is of another run. */
export function loadCheckpoint(path: string, run: Run, state: SharedState): Run {
  if (!existsSync(path)) throw new Error(`there is no checkpoint to resume (${path}): leave out --resume`);
  const file = readBuffer(path);
  const saved = readRun(file);
  const { architecture: name } = saved;
  if (name !== run.architecture)
    throw new Error(`the checkpoint is of the architecture "${name}": pass --architecture ${name}, or another --run`);
  const { workers: _, ...settings } = run.settings;
  const differing = (Object.keys(settings) as (keyof typeof settings)[]).filter(
    (key) => saved.settings[key] !== settings[key] && !isForLater(key, saved.settings, saved.epochs.length),
  );
  if (differing.length > 0)
    throw new Error(
      `the checkpoint was made with another ${differing.map((name) => `--${kebab(name)}`).join(', ')}: pass the same, or leave out --resume`,
    );
  if (saved.vocabulary.join() !== run.vocabulary.join())
    throw new Error('the checkpoint was made from other captions: leave out --resume');
  const arrays = readSafetensors(file);
  if (arrays.get('parameters')?.values.length !== state.parameters.length) {
    const tailOf = ({ tailEpochs, tailFrom }: Settings) => (tailEpochs > 0 ? tailFrom : undefined);
    throw new Error(
      tailOf(saved.settings) === tailOf(run.settings)
        ? 'the checkpoint is of other equations: leave out --resume'
        : 'the checkpoint has other parts of the encoder in it: pass the same --tail-epochs and --tail-from',
    );
  }
  for (const name of VECTORS) state[name].set(arrays.get(name)?.values ?? []);
  return { ...saved, settings: run.settings };
}
