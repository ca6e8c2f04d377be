// The LSTM cell, and tanh of sums. Sizes in numbers, a multiple of 4. AssemblyScript.
import { sigmoid4, tanh4 } from './exp';

/** Σ of three at the same place. */
function sum(a: usize, b: usize, c: usize, offset: usize): v128 {
  return v128.add<f32>(v128.add<f32>(v128.load(a + offset), v128.load(b + offset)), v128.load(c + offset));
}

/**
 * One row of an LSTM (gates in the order input, forget, output, cell, each [hidden], as the sum of three shares).
 * @param c is replaced by the new one @param h receives the output
 */
export function lstmCell(hidden: i32, first: usize, second: usize, third: usize, c: usize, h: usize): void {
  const size = (<usize>hidden) << 2;
  for (let i: usize = 0; i < size; i += 16) {
    const input = sigmoid4(sum(first, second, third, i));
    const forget = sigmoid4(sum(first, second, third, i + size));
    const output = sigmoid4(sum(first, second, third, i + 2 * size));
    const cell = tanh4(sum(first, second, third, i + 3 * size));
    const next = v128.add<f32>(v128.mul<f32>(forget, v128.load(c + i)), v128.mul<f32>(input, cell));
    v128.store(c + i, next);
    v128.store(h + i, v128.mul<f32>(output, tanh4(next)));
  }
}

/** to [count] = tanh of the sum of three. */
export function tanhOf(count: i32, first: usize, second: usize, third: usize, to: usize): void {
  const size = (<usize>count) << 2;
  for (let i: usize = 0; i < size; i += 16) v128.store(to + i, tanh4(sum(first, second, third, i)));
}
