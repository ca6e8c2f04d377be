// The cached features: one float16 file, as many numbers per picture, read picture by picture. Runs in Node (main thread and workers).
import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { channelsBefore, END, REGIONS } from '../../model/encoder.ts';
import { halvesToFloats } from '../../model/float16.ts';

/** Values per picture, of what goes into a block of the encoder. */
export const valuesBefore = (block: number) => REGIONS * channelsBefore(block);
/** The same where the whole encoder was run. */
export const GRID = valuesBefore(END);
const SUM_BYTES = 4;

/** Where the checksums of a feature file lie. */
export const sumsOf = (path: string) => `${path}.sums`;

/**
 * Fixed slots in a file that is never in memory as a whole. A second file has a checksum per slot, 0 where nothing was
 * written: encoding can stop and go on, and what was half written when the power went is noticed.
 */
export class FeatureFile {
  readonly #data: number;
  readonly #sums: number;
  readonly #halves: Uint16Array;
  /** Of a slot. */
  readonly #bytes: number;

  /** @param values numbers per slot @throws Error when it is to be read and is not there */
  constructor(
    readonly path: string,
    readonly slots: number,
    readonly mode: 'read' | 'write' = 'read',
    readonly values = GRID,
  ) {
    this.#halves = new Uint16Array(values);
    this.#bytes = this.#halves.byteLength;
    const open = mode === 'read' ? (file: string) => openSync(file, 'r') : openOrCreate;
    this.#data = open(path, slots * this.#bytes);
    this.#sums = open(sumsOf(path), slots * SUM_BYTES);
  }

  /** The slots that nothing was written to; a look at the checksums only. */
  empty(): number[] {
    return this.#slotsWith(0);
  }

  /** The slots of pictures that could not be read: written to, but with nothing but zeros, which no picture gives. */
  blank(): number[] {
    return this.#slotsWith(checksum(new Uint16Array(this.values)));
  }

  /** The slots that are empty or hold something else than was written to them; reads the whole file. */
  unsound(): number[] {
    const sums = this.#readSums();
    const isSound = (slot: number) => sums[slot] !== 0 && sums[slot] === checksum(this.halves(slot));
    return [...sums.keys()].filter((slot) => !isSound(slot));
  }

  /** @throws Error when there is no room */
  write(slot: number, halves: Uint16Array): void {
    const bytes = new Uint8Array(halves.buffer, halves.byteOffset, this.#bytes);
    const written = writeSync(this.#data, bytes, 0, this.#bytes, slot * this.#bytes);
    if (written < this.#bytes) throw new Error(`${this.path} cannot grow: is the disk full?`);
    writeSync(this.#sums, Uint32Array.of(checksum(halves)), 0, SUM_BYTES, slot * SUM_BYTES);
  }

  /** The features in `slot` as they lie in the file; the next call overwrites them. Zeros past the end of the file. */
  halves(slot: number): Uint16Array {
    const read = readSync(this.#data, new Uint8Array(this.#halves.buffer), 0, this.#bytes, slot * this.#bytes);
    return this.#halves.fill(0, read >> 1);
  }

  /** Fills `floats` with the features in `slot`. */
  read(slot: number, floats: Float32Array): void {
    halvesToFloats(this.halves(slot), floats);
  }

  close(): void {
    for (const file of [this.#data, this.#sums]) {
      if (this.mode === 'write') fsyncSync(file);
      closeSync(file);
    }
  }

  #slotsWith(sum: number): number[] {
    return [...this.#readSums()].flatMap((each, slot) => (each === sum ? [slot] : []));
  }

  #readSums(): Uint32Array {
    const sums = new Uint32Array(this.slots);
    readSync(this.#sums, new Uint8Array(sums.buffer), 0, sums.byteLength, 0);
    return sums;
  }
}

/** Whether something was written to every slot of a file. */
export function isWhole(path: string, slots: number): boolean {
  if (!existsSync(path) || !existsSync(sumsOf(path))) return false;
  const file = new FeatureFile(path, slots);
  const { length } = file.empty();
  file.close();
  return length === 0;
}

/** CRC-32, never 0. */
function checksum(halves: Uint16Array): number {
  return crc32(new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength)) || 1;
}

/** Two processes may do so at once: neither empties what the other has written. */
function openOrCreate(path: string, bytes: number): number {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT);
  ftruncateSync(file, bytes);
  return file;
}
