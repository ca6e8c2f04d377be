// Products of square matrices as ONNX: how fast a runtime multiplies at best. Runs in Node.
import { createGraph, floats } from './onnx.ts';
import { matrixOf } from './work.ts';

/** `x` [size, size] times the same matrix, `count` times in a row → `corner` [1, 1], so that hardly anything is read back. */
export function productsAsOnnx(size: number, count: number): Uint8Array<ArrayBuffer> {
  const graph = createGraph();
  const matrix = graph.constant(matrixOf(size), [size, size]);
  let x = 'x';
  for (let i = 0; i < count; i++) x = graph.node('MatMul', [x, matrix]);
  const corner = graph.node('Slice', [x, graph.numbers([0, 0]), graph.numbers([1, 1])]);
  return graph.finish([floats('x', size, size)], [{ ...floats('corner', 1, 1), from: corner }]);
}
