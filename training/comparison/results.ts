// What a trained architecture came to, as a file of figures: so that it is compared again without being trained again,
// here or on another computer. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../files.ts';
import { isReadLater } from '../learning/phases.ts';
import type { TrainedEpoch } from '../run/checkpoint.ts';
import { DEFAULTS, kebab, type Settings } from '../settings.ts';

export interface Result {
  architecture: string;
  settings: Settings;
  /** Those trained on captions; what later phases make of them is not compared. */
  epochs: TrainedEpoch[];
  /** Mean over the epochs, dev included. */
  secondsPerEpoch?: number;
  /** Numbers in its arrays. */
  parameters: number;
  /** What the best epoch's weights say of each dev picture. */
  sentences: Record<string, string>;
}

/** The settings that make a difference to what is compared: not who did the work, and not what later phases read. */
export const isCompared = (name: keyof Settings) => name !== 'workers' && !isReadLater(name);

/** Those compared settings that are not the same. */
export const differing = (settings: Settings, others: Settings) =>
  (Object.keys(others) as (keyof Settings)[]).filter((name) => isCompared(name) && settings[name] !== others[name]);

/** @throws Error in one line where `from`, a run or a result, came about with other settings */
export function checkRecipe(from: string, other: (keyof Settings)[]): void {
  if (other.length === 0) return;
  const options = other.map((name) => `--${kebab(name)}`).join(', ');
  throw new Error(
    `${from} was trained with another ${options}: pass the same, or another --prefix; delete it and its run where the recipe has changed`,
  );
}

/** What a result must be of, to be worth reading. */
export interface Expected {
  settings: Settings;
  /** Numbers in the architecture's arrays; changed equations mostly have others. */
  parameters: number;
  /** Names of the dev pictures. */
  dev: string[];
}

/** @returns nothing where there is no such file @throws Error in one line where it is of something else */
export function readResult(path: string, { settings, parameters, dev }: Expected): Result | undefined {
  if (!existsSync(path)) return undefined;
  const saved: Result = JSON.parse(readFileSync(path, 'utf8'));
  const result = { ...saved, settings: { ...DEFAULTS, ...saved.settings } };
  checkRecipe(path, differing(result.settings, settings));
  if (result.parameters !== parameters)
    throw new Error(
      `${path} is of ${result.parameters} numbers, not of ${parameters}: pass another --prefix where the captions are others; delete it and its run where the equations have changed`,
    );
  if (Object.keys(result.sentences).some((name) => !dev.includes(name)))
    throw new Error(`${path} is of other pictures: pass the same, or another --prefix`);
  return result;
}

/** One sentence to a line, so that changes can be read. */
export function writeResult(path: string, result: Result): void {
  writeAtomically(path, `${JSON.stringify(result, null, 1)}\n`);
}
