// The gradient of clamping, as in ReLU6, and of the bias before it, in one pass. AssemblyScript.

/**
 * dx [rows, columns] = dy where y lies between low and high, else 0. @param sum the sum of each column of dx is added to it
 */
export function clampGradient(
  rows: i32,
  columns: i32,
  y: usize,
  dy: usize,
  low: f32,
  high: f32,
  dx: usize,
  sum: usize,
): void {
  const lowest = v128.splat<f32>(low);
  const highest = v128.splat<f32>(high);
  const even = (<usize>(columns & ~3)) << 2;
  const end = (<usize>columns) << 2;
  for (let i = 0; i < rows; i++) {
    let c: usize = 0;
    for (; c < even; c += 16) {
      const value = v128.load(y + c);
      const inside = v128.and(v128.gt<f32>(value, lowest), v128.lt<f32>(value, highest));
      const passed = v128.and(v128.load(dy + c), inside);
      v128.store(dx + c, passed);
      v128.store(sum + c, v128.add<f32>(v128.load(sum + c), passed));
    }
    for (; c < end; c += 4) {
      const value = load<f32>(y + c);
      const passed: f32 = value > low && value < high ? load<f32>(dy + c) : 0;
      store<f32>(dx + c, passed);
      store<f32>(sum + c, load<f32>(sum + c) + passed);
    }
    y += end;
    dy += end;
    dx += end;
  }
}
