// All architectures that can be trained, the shipped one first. Runs in Node.

import { ADAPTIVE } from './adaptive.ts';
import type { Architecture } from './architecture.ts';
import { ATTEND } from './attend.ts';
import { CONCAT_RESIDUAL } from './concat-residual.ts';
import { CONV_TEXT } from './conv-text.ts';
import { INIT } from './init.ts';
import { MERGE } from './merge.ts';
import { TWO_LAYER } from './two-layer.ts';

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
