// Means of weights: those before the self-critical epochs with those after (Wortsman et al. 2022,
// https://arxiv.org/abs/2203.05482). Runs in Node.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors } from '../../model/safetensors.ts';
import { readBuffer } from '../files.ts';
import { type Layout, partOf, type SharedState } from '../learning/parameters.ts';
import type { Phase, PhaseName } from '../learning/phases.ts';
import type { TrainedEpoch } from './checkpoint.ts';

/** The best weights when a phase began. */
export const startFile = (folder: string, phase: PhaseName) => join(folder, `before-${phase}.safetensors`);
export const epochFile = (folder: string, epoch: number) => join(folder, `epoch-${epoch}.safetensors`);

/** Goes back to the best weights, of which it keeps a copy for further runs of the phase, and lets Adam start anew. */
export function startPhase(
  { folder, epochs }: { folder: string; epochs: TrainedEpoch[] },
  phase: Phase,
  state: SharedState,
  layout: Layout,
): void {
  const start = startFile(folder, phase.name);
  // Not best.safetensors: a run that was stopped may have put weights of this phase there.
  if (phase.first === phase.begun) copyFileSync(epochFile(folder, bestFirst(epochs)[0].epoch), start);
  loadMean([start], state, layout);
  state.first.fill(0);
  state.second.fill(0);
}

/** As the choosing half sees them; of equals the earliest. */
const bestFirst = (epochs: TrainedEpoch[]) => epochs.toSorted((a, b) => b.choosing - a.choosing);

/** The means worth trying; files named twice count twice. None without at least one self-critical epoch. */
export function mixtures(epochs: TrainedEpoch[], folder: string): { name: string; files: string[] }[] {
  const critical = epochs.filter(({ phase }) => phase === 'rewards');
  const old = startFile(folder, 'rewards');
  const halves = critical.map(({ epoch }) => ({
    name: `½ before rewards + ½ epoch ${epoch}`,
    files: [old, epochFile(folder, epoch)],
  }));
  const [best, second] = bestFirst(critical).map(({ epoch }) => epoch);
  if (!second) return halves;
  const [a, b] = [epochFile(folder, best), epochFile(folder, second)];
  return [
    ...halves,
    { name: `½ before rewards + ¼ epoch ${best} + ¼ epoch ${second}`, files: [old, old, a, b] },
    { name: `⅓ before rewards + ⅓ epoch ${best} + ⅓ epoch ${second}`, files: [old, a, b] },
  ];
}

/** Sets parameters and their running mean to the mean of weight files. */
export function loadMean(files: string[], { parameters, averaged }: SharedState, layout: Layout): void {
  parameters.fill(0);
  for (const file of files) {
    const arrays = readSafetensors(readBuffer(file));
    for (const name of layout.parts.keys()) {
      const part = partOf(parameters, layout, name);
      arrays.get(name)?.values.forEach((value, i) => {
        part[i] += value / files.length;
      });
    }
  }
  averaged.set(parameters);
}
