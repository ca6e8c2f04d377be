// Cached features by the names of pictures. Runs in Node (main thread).
import { FEATURES } from '../../model/encoder.ts';
import { FeatureFile, GRID } from './features.ts';

/** A feature file and the slot of each picture in it that could be read. */
export interface Features {
  path: string;
  slots: Map<string, number>;
}

/** The slots of those that could be read. @param names of the pictures in all slots */
export function readableSlots(path: string, names: string[], values = GRID): Map<string, number> {
  const file = new FeatureFile(path, names.length, 'read', values);
  const blank = new Set(file.blank());
  file.close();
  return new Map(names.flatMap((name, slot) => (blank.has(slot) ? [] : [[name, slot]])));
}

/** Reads the features of one picture after another, by name, into the same array [81·1280]. */
export function openGrids({ path, slots }: Features) {
  const file = new FeatureFile(path, slots.size);
  const floats = new Float32Array(GRID);
  const read = (name: string) => {
    const slot = slots.get(name);
    if (slot === undefined) throw new Error(`${name} could not be encoded: take it out`);
    file.read(slot, floats);
    return floats;
  };
  return { read, close: () => file.close() };
}

/** `pool` turns the features of each picture into [1280]: → [n·1280]. */
export function poolPictures(
  features: Features,
  names: string[],
  pool: (features: Float32Array) => Float32Array,
): Float32Array {
  const grids = openGrids(features);
  const pooled = new Float32Array(names.length * FEATURES);
  for (const [i, name] of names.entries()) pooled.set(pool(grids.read(name)), i * FEATURES);
  grids.close();
  return pooled;
}
