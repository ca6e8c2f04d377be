// The cached features: one float16 file, 81×1280 per picture, read picture by picture. Runs in Node (main thread and workers).
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { FEATURES, REGIONS } from '../model/encoder.ts';
import { halvesToFloats } from '../model/float16.ts';

/** Values per picture. */
export const GRID = REGIONS * FEATURES;
const GRID_BYTES = GRID * 2;

/** Fixed slots in a file; a second file of one byte per slot says which are filled, so that encoding can stop and go on. */
export class FeatureFile {
  readonly #data: number;
  readonly #filled: number;
  readonly #halves = new Uint16Array(GRID);

  constructor(
    path: string,
    readonly slots: number,
  ) {
    this.#data = openOrCreate(path, slots * GRID_BYTES);
    this.#filled = openOrCreate(`${path}.filled`, slots);
  }

  /** 1 for each slot that holds features. */
  filled(): Uint8Array {
    const flags = new Uint8Array(this.slots);
    readSync(this.#filled, flags, 0, this.slots, 0);
    return flags;
  }

  write(slot: number, halves: Uint16Array): void {
    writeSync(
      this.#data,
      new Uint8Array(halves.buffer, halves.byteOffset, GRID_BYTES),
      0,
      GRID_BYTES,
      slot * GRID_BYTES,
    );
    writeSync(this.#filled, Uint8Array.of(1), 0, 1, slot);
  }

  /** Fills `floats` [81·1280] with the features in `slot`. */
  read(slot: number, floats: Float32Array): void {
    readSync(this.#data, new Uint8Array(this.#halves.buffer), 0, GRID_BYTES, slot * GRID_BYTES);
    halvesToFloats(this.#halves, floats);
  }

  close(): void {
    closeSync(this.#data);
    closeSync(this.#filled);
  }
}

/** A feature file and the slot of each picture in it. */
interface Encoded {
  path: string;
  slots: Map<string, number>;
}

/** Reads the features of one picture after another, by name, into the same array [81·1280]. */
export function openGrids({ path, slots }: Encoded) {
  const file = new FeatureFile(path, slots.size);
  const floats = new Float32Array(GRID);
  const read = (name: string) => {
    file.read(slots.get(name) as number, floats);
    return floats;
  };
  return { read, close: () => file.close() };
}

/** `pool` turns the features of each picture into [1280]: → [n·1280]. */
export function poolPictures(
  encoded: Encoded,
  names: string[],
  pool: (features: Float32Array) => Float32Array,
): Float32Array {
  const grids = openGrids(encoded);
  const pooled = new Float32Array(names.length * FEATURES);
  names.forEach((name, i) => {
    pooled.set(pool(grids.read(name)), i * FEATURES);
  });
  grids.close();
  return pooled;
}

function openOrCreate(path: string, bytes: number): number {
  if (existsSync(path)) return openSync(path, 'r+');
  const file = openSync(path, 'w+');
  ftruncateSync(file, bytes);
  return file;
}

/** What a features folder holds: the pictures in slot order. */
export interface FeatureIndex {
  names: string[];
}

export function readIndex(path: string): FeatureIndex | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
