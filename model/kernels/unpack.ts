// Matrices as they are stored → panels as products read them: [k, n] → [n ∕ 8, k, 8]. AssemblyScript.
import { slowDot } from './byte-tile';

/** Floats. n is a multiple of 8. */
export function unpackFloats(k: i32, n: i32, from: usize, to: usize): void {
  const row = (<usize>n) << 2;
  for (let j = 0; j < n; j += 8) {
    let source = from + (j << 2);
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(source));
      v128.store(to, v128.load(source, 16), 16);
      source += row;
      to += 32;
    }
  }
}

/** Levels ⊙ steps [n] → floats. n is a multiple of 8. */
export function unpackLevels(k: i32, n: i32, from: usize, steps: usize, to: usize): void {
  for (let j = 0; j < n; j += 8) {
    const low = v128.load(steps + (j << 2));
    const high = v128.load(steps + (j << 2), 16);
    let source = from + j;
    for (let p = 0; p < k; p++) {
      const levels = v128.load_ext<i8>(source);
      v128.store(to, v128.mul<f32>(v128.convert<i32>(v128.extend_low<i16>(levels)), low));
      v128.store(to, v128.mul<f32>(v128.convert<i32>(v128.extend_high<i16>(levels)), high), 16);
      source += n;
      to += 32;
    }
  }
}

/** Levels as they are. `turned`: they are stored as [n, k]. Columns beyond n are left alone. */
export function arrangeLevels(k: i32, n: i32, from: usize, turned: bool, to: usize): void {
  const across: usize = turned ? k : 1;
  const down: usize = turned ? 1 : n;
  for (let j = 0; j < n; j += 8) {
    const columns = min(8, n - j);
    for (let p = 0; p < k; p++) {
      const source = from + j * across + p * down;
      if (!turned && columns === 8) store<u64>(to, load<u64>(source));
      else for (let c = 0; c < columns; c++) store<u8>(to + c, load<u8>(source + c * across));
      to += 8;
    }
  }
}

/** Levels for bytes.ts: → [n ∕ 8, k ∕ 4, 8, 4]. The same otherwise; k is a multiple of 4. */
export function arrangeBytes(k: i32, n: i32, from: usize, turned: bool, to: usize): void {
  for (let j = 0; j < n; j += 8) {
    const columns = min(8, n - j);
    for (let p = 0; p < k; p += 4) {
      if (turned) {
        for (let c = 0; c < columns; c++) store<u32>(to + (c << 2), load<u32>(from + (j + c) * k + p));
      } else if (columns === 8) {
        interleave(from + j + p * n, n, to);
      } else {
        for (let c = 0; c < columns; c++) {
          for (let q = 0; q < 4; q++) store<u8>(to + (c << 2) + q, load<u8>(from + j + c + (p + q) * n));
        }
      }
      to += 32;
    }
  }
}

/** Four rows of eight bytes → eight columns of four. */
function interleave(from: usize, row: usize, to: usize): void {
  const a = v128.load_zero<u64>(from);
  const b = v128.load_zero<u64>(from + row);
  const c = v128.load_zero<u64>(from + 2 * row);
  const d = v128.load_zero<u64>(from + 3 * row);
  const ab = v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const cd = v128.shuffle<u8>(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  v128.store(to, v128.shuffle<u16>(ab, cd, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(to, v128.shuffle<u16>(ab, cd, 4, 12, 5, 13, 6, 14, 7, 15), 16);
}

/**
 * offsets [n] = 64 · Σ of the levels of each column: what is too much in sums of high bytes, of which 64 stands for zero.
 * @param panels of whole panels, as `arrangeBytes` makes them
 */
export function sumLevels(k: i32, n: i32, panels: usize, offsets: usize): void {
  const ones = v128.splat<i8>(1);
  for (let j = 0; j < n; j += 8) {
    let x = v128.splat<i32>(0);
    let y = x;
    for (const end = panels + (k << 3); panels < end; panels += 32) {
      x = v128.add<i32>(x, slowDot(v128.load(panels), ones));
      y = v128.add<i32>(y, slowDot(v128.load(panels, 16), ones));
    }
    v128.store(offsets, v128.shl<i32>(x, 6));
    v128.store(offsets, v128.shl<i32>(y, 6), 16);
    offsets += 32;
  }
}
