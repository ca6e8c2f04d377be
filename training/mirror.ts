// A picture as in a mirror: what it shows is as true of it, so that training has twice the pictures. Pure; runs in Node.
import { SIDE } from '../model/preprocess.ts';

/** @param pixels RGB bytes [260, 260, 3] @returns the same with left and right exchanged, in a new array */
export function mirror(pixels: Uint8Array): Uint8Array {
  const mirrored = new Uint8Array(pixels.length);
  const pixel = (x: number, y: number) => (y * SIDE + x) * 3;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const from = pixel(x, y);
      mirrored.set(pixels.subarray(from, from + 3), pixel(SIDE - 1 - x, y));
    }
  }
  return mirrored;
}
