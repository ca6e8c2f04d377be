// The encoder's first layer: a 3 × 3 convolution with stride 2 of the picture's bytes. AssemblyScript.

import { RELU6 } from './float-tile';
import { fillTable } from './layer';
import { multiplyPanels } from './panels';

/** Numbers of a window, 3 × 3 × RGB, and one more, so that they are a multiple of 4. */
const WINDOW: i32 = 28;
const ROW: i32 = 9;

/** Floats of a row of the picture, with a zero pixel at its end and room to read on. */
function width(side: i32): i32 {
  return 3 * (side + 1) + 3;
}

/** Bytes of working memory for pictures side × side. */
export function stemSpace(side: i32): i32 {
  const half = side >> 1;
  return ((side + 1) * width(side) + half * WINDOW + 4 + half) << 2;
}

/**
 * y [side ∕ 2, side ∕ 2, channels] of RGB bytes [side, side, 3], each as (byte − 127) ∕ 128; clamped to 0 … 6.
 * @param panels [channels ∕ 8, 28, 8], the last of the 28 zero
 */
export function stem(side: i32, channels: i32, bytes: usize, panels: usize, bias: usize, y: usize, space: usize): void {
  const half = side >> 1;
  const row = (<usize>width(side)) << 2;
  const windows = space + (side + 1) * row;
  const table = windows + ((half * WINDOW + 4) << 2);
  memory.fill(space, 0, windows - space);
  for (let i = 0; i < side; i++) scaleRow(3 * side, bytes + i * 3 * side, space + i * row);
  const pixel = (<usize>channels) << 2;
  for (let i = 0; i < half; i++) {
    for (let j = 0; j < half; j++) {
      const to = windows + ((j * WINDOW) << 2);
      for (let k = 0; k < 3; k++) copyRow(space + (2 * i + k) * row + ((6 * j) << 2), to + ((k * ROW) << 2));
    }
    fillTable(table, 1, half, y + i * half * pixel, pixel, 0);
    multiplyPanels(half, channels, WINDOW, windows, WINDOW << 2, panels, bias, RELU6, table, 0);
  }
}

function scaleRow(count: i32, from: usize, to: usize): void {
  for (let i = 0; i < count; i++) store<f32>(to + (i << 2), (<f32>load<u8>(from + i) - 127) * (<f32>1 / 128));
}

/** Nine numbers; the three that follow are overwritten by the next row, or meet a weight of zero. */
function copyRow(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  v128.store(to, v128.load(from, 32), 32);
}
