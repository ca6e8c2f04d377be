// Eight channels of a picture, copied to where neighbouring pixels lie side by side. AssemblyScript.

export const CHANNELS: i32 = 8;
/** Bytes of so many channels. */
export const PIXEL: usize = 32;

/** Copies rows × columns pixels, `bytes` of each. Pixels and rows lie so many bytes apart, there and here. */
export function copyPixels(
  rows: i32,
  columns: i32,
  bytes: usize,
  from: usize,
  pixel: usize,
  row: usize,
  to: usize,
  toPixel: usize,
  toRow: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let source = from + i * row;
    let target = to + i * toRow;
    for (let j = 0; j < columns; j++) {
      if (bytes === PIXEL) {
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
      } else {
        memory.copy(target, source, bytes);
      }
      source += pixel;
      target += toPixel;
    }
  }
}

/** Adds contiguous pixels to those at `to`, which lie `pixel` bytes apart and have `bytes` each. */
export function addPixels(count: i32, bytes: usize, from: usize, to: usize, pixel: usize): void {
  for (let i = 0; i < count; i++) {
    if (bytes === PIXEL) {
      v128.store(to, v128.add<f32>(v128.load(to), v128.load(from)));
      v128.store(to, v128.add<f32>(v128.load(to, 16), v128.load(from, 16)), 16);
    } else {
      for (let c: usize = 0; c < bytes; c += 4) store<f32>(to + c, load<f32>(to + c) + load<f32>(from + c));
    }
    from += PIXEL;
    to += pixel;
  }
}
