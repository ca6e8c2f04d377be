// Means of weights: cross-entropy's with those of the best self-critical epochs (Wortsman et al. 2022,
// https://arxiv.org/abs/2203.05482). Runs in Node.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors } from '../model/safetensors.ts';
import type { TrainedEpoch } from './checkpoint.ts';
import { readBuffer } from './files.ts';
import { type Layout, partOf, type SharedState } from './parameters.ts';

const before = (folder: string) => join(folder, 'cross-entropy.safetensors');
export const epochFile = (folder: string, epoch: number) => join(folder, `epoch-${epoch}.safetensors`);

/** Goes back to the best cross-entropy epoch, keeps a copy of it, and lets Adam start anew. */
export function startSecondPhase(folder: string, state: SharedState, layout: Layout): void {
  copyFileSync(join(folder, 'best.safetensors'), before(folder));
  averageWeights([before(folder)], state.parameters, layout);
  state.first.fill(0);
  state.second.fill(0);
}

/** The means worth trying; files named twice count twice. None without at least one self-critical epoch. */
export function mixtures(epochs: TrainedEpoch[], folder: string): { name: string; files: string[] }[] {
  const critical = epochs.filter(({ reward }) => reward !== undefined);
  const old = before(folder);
  const halves = critical.map(({ epoch }) => ({
    name: `½ cross-entropy + ½ epoch ${epoch}`,
    files: [old, epochFile(folder, epoch)],
  }));
  const [best, second] = critical.toSorted((a, b) => b.choosing - a.choosing).map(({ epoch }) => epoch);
  if (!second) return halves;
  const [a, b] = [epochFile(folder, best), epochFile(folder, second)];
  return [
    ...halves,
    { name: `½ cross-entropy + ¼ epoch ${best} + ¼ epoch ${second}`, files: [old, old, a, b] },
    { name: `⅓ cross-entropy + ⅓ epoch ${best} + ⅓ epoch ${second}`, files: [old, a, b] },
  ];
}

/** Sets `parameters` to the mean of weight files. */
export function averageWeights(files: string[], parameters: Float32Array, layout: Layout): void {
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
}
