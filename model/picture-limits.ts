// Which pictures are refused before they are decoded, wherever they come from. Runs everywhere.
import { ReasonError } from './reasons.ts';

export const MAXIMUM_BYTES = 30e6;
const MAXIMUM_PIXELS = 50e6;
/** Pixels: no real picture is longer, and memory grows with the sides, not only with the area. */
const LONGEST_SIDE = 16_384;
/** Pixels: spacers, tracking dots and icons show nothing that can be described. */
const SHORTEST_SIDE = 16;

/** Refuses a picture by the size that its header declares. @throws ReasonError */
export function checkSize(width: number, height: number): void {
  if (Math.min(width, height) < SHORTEST_SIDE) throw new ReasonError('too-small');
  if (width * height > MAXIMUM_PIXELS || Math.max(width, height) > LONGEST_SIDE) throw new ReasonError('too-large');
}
