// All architectures that can be trained, the shipped one first. Runs in Node.
import type { Architecture } from '../model/architecture.ts';
import { ATTEND } from '../model/attend.ts';
import { ADAPTIVE } from './architectures/adaptive.ts';
import { CONCAT_RESIDUAL } from './architectures/concat-residual.ts';
import { CONV_TEXT } from './architectures/conv-text.ts';
import { INIT } from './architectures/init.ts';
import { MERGE } from './architectures/merge.ts';
import { TWO_LAYER } from './architectures/two-layer.ts';

export const ARCHITECTURES: readonly Architecture[] = [
  ATTEND,
  MERGE,
  INIT,
  CONCAT_RESIDUAL,
  CONV_TEXT,
  ADAPTIVE,
  TWO_LAYER,
];

/** @throws Error that lists the names, where there is none of this name */
export function architectureNamed(name: string): Architecture {
  const found = ARCHITECTURES.find((architecture) => architecture.name === name);
  if (found) return found;
  const names = ARCHITECTURES.map((architecture) => architecture.name).join(', ');
  throw new Error(`there is no architecture "${name}": choose one of ${names}`);
}
