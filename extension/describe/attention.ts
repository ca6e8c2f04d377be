// Where the network looked, in words and as a veil over the picture. Pure but for the canvas; runs in the describe page.
import type { MessageName } from '../text.ts';

/** Regions in a row, and in a column. */
const GRID = 9;
/** Share of a third from which on it is named. */
const MOST = 0.45;
/** How dark it is where the network did not look. */
const DARKEST = 0.78;

/** By rows and columns, each with "any" at the end. */
const PLACES = [
  ['placeUpperLeft', 'placeUpperMiddle', 'placeUpperRight', 'placeUpperAny'],
  ['placeMiddleLeft', 'placeMiddleMiddle', 'placeMiddleRight', 'placeMiddleAny'],
  ['placeLowerLeft', 'placeLowerMiddle', 'placeLowerRight', 'placeLowerAny'],
  ['placeAnyLeft', 'placeAnyMiddle', 'placeAnyRight', 'placeEverywhere'],
] as const satisfies MessageName[][];
const THIRDS = [0, 1, 2];
const ANY = 3;

/** The part of the picture with most of the attention [81]: a message such as "the lower left". */
export function placeOf(attention: number[]): MessageName {
  const row = mostOf(THIRDS.map((third) => sumOf(attention, (i) => Math.floor(i / GRID / 3) === third)));
  const column = mostOf(THIRDS.map((third) => sumOf(attention, (i) => Math.floor((i % GRID) / 3) === third)));
  return PLACES[row][column];
}

function mostOf(shares: number[]): number {
  const largest = Math.max(...shares);
  return largest >= MOST ? shares.indexOf(largest) : ANY;
}

const sumOf = (values: number[], where: (index: number) => boolean) =>
  values.reduce((sum, value, i) => sum + (where(i) ? value : 0), 0);

/** Darkens a canvas of 9 × 9 px where the network did not look; blurred by its enlargement, it lies over the picture. */
export function drawVeil(canvas: HTMLCanvasElement, attention: number[]): void {
  const most = Math.max(...attention, 1e-9);
  const rgba = new Uint8ClampedArray(GRID * GRID * 4);
  attention.forEach((share, i) => {
    rgba[4 * i + 3] = 255 * DARKEST * (1 - share / most);
  });
  canvas.getContext('2d')!.putImageData(new ImageData(rgba, GRID), 0, 0);
}

/** Takes it away. */
export function clearVeil(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')!.clearRect(0, 0, GRID, GRID);
}
