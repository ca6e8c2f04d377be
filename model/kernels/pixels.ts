// What pixel-statistics.ts wants to know of each pixel, added up. AssemblyScript.

/** 32 levels each of red, green and blue. */
const COLOURS: i32 = 1 << 15;
/** Numbers in memory, one behind the other. */
@unmanaged
class Sums {
  white: f64;
  black: f64;
  grey: f64;
  vivid: f64;
  saturation: f64;
  brightness: f64;
  squares: f64;
  /** Of neighbours that differ by at most 1, 5, 15, 40 of 255, and by more. */
  steps0: f64;
  steps1: f64;
  steps2: f64;
  steps3: f64;
  steps4: f64;
}

/** Bytes of working memory for pictures side × side. */
export function pixelSpace(side: i32): i32 {
  return (side * side) << 2;
}

/**
 * @param bytes RGB [side, side, 3]
 * @param counts receives how many pixels have each of 32³ colours
 */
export function countPixels(side: i32, bytes: usize, counts: usize, sums: Sums, space: usize): void {
  memory.fill(counts, 0, COLOURS << 2);
  memory.fill(changetype<usize>(sums), 0, offsetof<Sums>());
  for (let i = 0, at = bytes; i < side * side; i++, at += 3) {
    const red: i32 = load<u8>(at);
    const green: i32 = load<u8>(at, 1);
    const blue: i32 = load<u8>(at, 2);
    countColour(red, green, blue, counts, sums);
    const bright = 0.299 * <f64>red + 0.587 * <f64>green + 0.114 * <f64>blue;
    sums.brightness += bright;
    sums.squares += bright * bright;
    store<f32>(space + (i << 2), <f32>bright);
  }
  for (let i = 0, at = space; i < side * side - side; i++, at += 4) {
    countStep(at, at + 4, sums); // the last of a row wraps to the next: 1 in 260
    countStep(at, at + (side << 2), sums);
  }
}

function countColour(red: i32, green: i32, blue: i32, counts: usize, sums: Sums): void {
  const place = counts + ((((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)) << 2);
  store<u32>(place, load<u32>(place) + 1);
  const high = max(red, max(green, blue));
  const low = min(red, min(green, blue));
  if (low >= 250) sums.white += 1;
  if (high <= 5) sums.black += 1;
  if (high - low <= 3) sums.grey += 1;
  if (high - low >= 160) sums.vivid += 1;
  if (high > 0) sums.saturation += <f64>(high - low) / <f64>high;
}

function countStep(one: usize, other: usize, sums: Sums): void {
  const size = abs(<f64>load<f32>(other) - <f64>load<f32>(one));
  const sort = <i32>(size > 1) + <i32>(size > 5) + <i32>(size > 15) + <i32>(size > 40); // no branches: twice as fast
  const place = changetype<usize>(sums) + offsetof<Sums>('steps0') + (sort << 3);
  store<f64>(place, load<f64>(place) + 1);
}
