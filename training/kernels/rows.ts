// Copying and adding up rows of numbers. Sizes and strides in bytes, multiples of 4. AssemblyScript.

/** Copies `rows` rows of `size`. */
export function copyRows(from: usize, fromStride: usize, to: usize, toStride: usize, rows: i32, size: usize): void {
  for (let i = 0; i < rows; i++) memory.copy(to + i * toStride, from + i * fromStride, size);
}

/**
 * Row `indices[i]` (32-bit integers) of the `count` rows of `from` → row i of `to`, each of `size`.
 * @returns whether all indices were among them
 */
export function gatherRows(from: usize, count: u32, indices: usize, to: usize, rows: i32, size: usize): bool {
  for (let i = 0; i < rows; i++) {
    const index = load<u32>(indices + (i << 2));
    if (index >= count) return false;
    memory.copy(to + i * size, from + index * size, size);
  }
  return true;
}

/** to = Σ rows, each of `size`. */
export function sumRows(from: usize, to: usize, rows: i32, size: usize): void {
  memory.fill(to, 0, size);
  const whole = size & ~15;
  for (let i = 0; i < rows; i++) {
    const row = from + i * size;
    for (let x: usize = 0; x < whole; x += 16) {
      v128.store(to + x, v128.add<f32>(v128.load(to + x), v128.load(row + x)));
    }
    for (let x = whole; x < size; x += 4) store<f32>(to + x, load<f32>(to + x) + load<f32>(row + x));
  }
}
