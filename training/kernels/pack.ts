// Copies a block of a matrix into panels that the innermost loop reads from front to back. AssemblyScript.

/**
 * A panel holds four neighbours across for every step of depth: [depth, 4]. Where the last has fewer, zeros follow.
 * Strides in bytes; one of the two is 4.
 */
export function pack(
  source: usize,
  acrossStride: usize,
  depthStride: usize,
  across: i32,
  depth: i32,
  panels: usize,
): void {
  const size = (<usize>depth) << 4;
  const whole = across & ~3;
  const even = depth & ~3;
  if (acrossStride === 4) packRows(source, depthStride, whole, even, panels, size);
  else packColumns(source, acrossStride, whole, even, panels, size);
  for (let i = 0; i < across; i += 4) {
    const first = i < whole ? even : 0;
    const from = source + i * acrossStride + first * depthStride;
    const to = panels + (i >> 2) * size + (first << 4);
    packEdge(from, acrossStride, depthStride, min(4, across - i), depth - first, to);
  }
}

/** Neighbours across lie side by side. Four rows at once fill a cache line of each panel in one go. */
function packRows(source: usize, stride: usize, across: i32, depth: i32, panels: usize, size: usize): void {
  for (let p = 0; p < depth; p += 4) {
    let from = source + p * stride;
    let to = panels + (p << 4);
    for (const end = from + (across << 2); from < end; from += 16) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from + stride), 16);
      v128.store(to, v128.load(from + 2 * stride), 32);
      v128.store(to, v128.load(from + 3 * stride), 48);
      to += size;
    }
  }
}

/** Neighbours in depth lie side by side. */
function packColumns(source: usize, stride: usize, across: i32, depth: i32, panels: usize, size: usize): void {
  for (let i = 0; i < across; i += 4) {
    let from = source + i * stride;
    let to = panels + (i >> 2) * size;
    for (const end = from + (depth << 2); from < end; from += 16) {
      transpose(from, stride, to);
      to += 64;
    }
  }
}

/** 4 × 4 numbers, the rows `stride` bytes apart, → their transpose, contiguous. */
function transpose(from: usize, stride: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stride);
  const c = v128.load(from + 2 * stride);
  const d = v128.load(from + 3 * stride);
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(abLow, cdLow, 0, 2));
  v128.store(to, v128.shuffle<f64>(abLow, cdLow, 1, 3), 16);
  v128.store(to, v128.shuffle<f64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(to, v128.shuffle<f64>(abHigh, cdHigh, 1, 3), 48);
}

/** A panel of `across` neighbours, number by number. */
function packEdge(source: usize, acrossStride: usize, depthStride: usize, across: i32, depth: i32, panel: usize): void {
  for (let p = 0; p < depth; p++) {
    for (let x = 0; x < 4; x++) {
      const value: f32 = x < across ? load<f32>(source + x * acrossStride + p * depthStride) : 0;
      store<f32>(panel + (p << 4) + (x << 2), value);
    }
  }
}
