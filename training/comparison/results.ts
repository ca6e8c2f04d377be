// What a trained architecture came to, as a file of figures: so that it is compared again without being trained again,
// here or on another computer. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../files.ts';
import type { TrainedEpoch } from '../run/checkpoint.ts';
import type { Settings } from '../settings.ts';

export interface Result {
  architecture: string;
  settings: Settings;
  /** Those trained on captions; what later phases make of them is not compared. */
  epochs: TrainedEpoch[];
  /** Mean over the epochs, dev included. */
  secondsPerEpoch?: number;
  /** Numbers learned. */
  parameters: number;
  /** What the best epoch's weights say of each dev picture. */
  sentences: Record<string, string>;
}

const phasesLater = /^(tail|selfCritical)|^(keptKnowledge|samples|temperature|averaging)$/;
const isOfCaptions = (name: string) => name !== 'workers' && !phasesLater.test(name);

/** @throws Error in one line where `from`, a run or a result, came about with another recipe than the one wanted */
export function checkRecipe(from: string, used: Settings, wanted: Settings): void {
  const names = Object.keys(wanted) as (keyof Settings)[];
  const differing = names.filter((name) => isOfCaptions(name) && used[name] !== wanted[name]);
  if (differing.length > 0)
    throw new Error(`${from} was trained with another ${differing.join(', ')}: pass the same, or another --prefix`);
}

/** @returns nothing where there is no such file @throws Error in one line where its recipe is another */
export function readResult(path: string, wanted: Settings): Result | undefined {
  if (!existsSync(path)) return undefined;
  const result: Result = JSON.parse(readFileSync(path, 'utf8'));
  checkRecipe(path, result.settings, wanted);
  return result;
}

/** One sentence to a line, so that changes can be read. */
export function writeResult(path: string, result: Result): void {
  writeAtomically(path, `${JSON.stringify(result, null, 1)}\n`);
}
