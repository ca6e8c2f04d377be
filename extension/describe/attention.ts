// Where the network looked, in words and as a veil over the picture. Pure but for the canvas; runs in the describe page.
import type { MessageName } from '../text.ts';

/** Regions in a row, and in a column. */
const GRID = 9;
/** Share of a third from which on it is named. */
const MOST = 0.45;
/** How dark it is where the network did not look. */
const DARKEST = 0.78;

const COLUMNS = ['Left', 'Middle', 'Right'] as const;
const ROWS = ['upper', 'middle', 'lower'] as const;

/** The part of the picture with most of the attention [81]: a message such as "the lower left". */
export function placeOf(attention: number[]): MessageName {
  const column = most(COLUMNS, (third) => sumOf(attention, (i) => Math.floor((i % GRID) / 3) === third));
  const row = most(ROWS, (third) => sumOf(attention, (i) => Math.floor(i / GRID / 3) === third));
  if (!row && !column) return 'placeEverywhere';
  return `place${capital(row ?? 'any')}${column ?? 'Any'}` as MessageName;
}

function most<T>(names: readonly T[], shareOf: (third: number) => number): T | undefined {
  const shares = names.map((_, third) => shareOf(third));
  const largest = Math.max(...shares);
  return largest >= MOST ? names[shares.indexOf(largest)] : undefined;
}

const sumOf = (values: number[], where: (index: number) => boolean) =>
  values.reduce((sum, value, i) => sum + (where(i) ? value : 0), 0);

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

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
