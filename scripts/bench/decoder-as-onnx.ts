// Inkling's decoder as ONNX, with the weights that ship: the equations are those of training/architectures/attend.ts. Runs in Node.
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { arrayOf, type NamedArrays } from '../../model/safetensors.ts';
import { END, UNSPOKEN } from '../../model/vocabulary.ts';
import { createGraph, floats, type Graph, TYPES, wholes } from './onnx.ts';

/** What the decoder makes of a picture before its first word; n: sentences in progress. */
export function lookAsOnnx(arrays: NamedArrays, n: number): Uint8Array<ArrayBuffer> {
  const graph = createGraph();
  const linear = linearOf(graph, arrays);
  const [hidden] = arrayOf(arrays, 'decoder')('keys/kernel').shape;
  const values = graph.node('Relu', [linear('features', 'values')]); // [81, 512]
  const scale = graph.constant(Float32Array.of(1 / Math.sqrt(hidden)), []); // of attention, once instead of at every word
  const keys = graph.node('Transpose', [graph.node('Mul', [linear(values, 'keys'), scale])], { perm: [1, 0] });
  const mean = graph.node('ReduceMean', [values], { axes: [0], keepdims: 1 });
  const both = graph.node('Expand', [graph.node('Tanh', [linear(mean, 'start')]), graph.numbers([n, 2 * hidden])]);
  const [h, c] = graph.nodes('Split', [both, graph.numbers([hidden, hidden])], { axis: 1 }, 2);
  return graph.finish(
    [floats('features', REGIONS, FEATURES)],
    [
      { ...floats('values', REGIONS, hidden), from: values },
      { ...floats('keys', hidden, REGIONS), from: keys },
      { ...floats('h', n, hidden), from: h },
      { ...floats('c', n, hidden), from: c },
    ],
  );
}

/** How many of the likeliest words `stepAsOnnx` tells: enough when those never spoken, and the end, are left out. */
export const wordsTold = (beams: number) => beams + 1 + UNSPOKEN.size;

/**
 * n sentences read a word each, `words` [n], going on from the rows `from` [n] of the state → the likeliest next words
 * `ids` and their `logs` [n, wordsTold], and the logarithm of the end's probability, `end` [n, 1].
 */
export function stepAsOnnx(arrays: NamedArrays, n: number): Uint8Array<ArrayBuffer> {
  const graph = createGraph();
  const linear = linearOf(graph, arrays);
  const { values: embedding, shape } = arrayOf(arrays, 'decoder')('embedding/kernel');
  const [words, hidden] = shape;
  const table = graph.constant(embedding, shape);
  const [h, c] = ['h', 'c'].map((state) => graph.node('Gather', [state, 'from']));
  const split = (x: string, ...widths: number[]) =>
    graph.nodes('Split', [x, graph.numbers(widths)], { axis: 1 }, widths.length);
  const sum = (...terms: string[]) => terms.reduce((a, b) => graph.node('Add', [a, b]));

  const embedded = graph.node('Gather', [table, 'words']);
  const [query, gate, fromHidden] = split(linear(h, 'hidden'), hidden, hidden, 4 * hidden);
  const weights = graph.node('Softmax', [graph.node('MatMul', [query, 'keys'])], { axis: 1 }); // [n, 81]
  const context = graph.node('MatMul', [weights, 'values']);
  const gated = graph.node('Mul', [graph.node('Sigmoid', [gate]), context]);
  const [fromContext, toOutput] = split(linear(gated, 'context'), 4 * hidden, hidden);
  const [gates, cell] = split(sum(fromHidden, fromContext, linear(embedded, 'word')), 3 * hidden, hidden);
  const [input, forget, output] = split(graph.node('Sigmoid', [gates]), hidden, hidden, hidden);
  const kept = graph.node('Mul', [forget, c]);
  const nextC = sum(kept, graph.node('Mul', [input, graph.node('Tanh', [cell])]));
  const nextH = graph.node('Mul', [output, graph.node('Tanh', [nextC])]);
  const written = graph.node('Tanh', [sum(linear(nextH, 'output'), toOutput, embedded)]);

  const vocabulary = graph.constant(transpose(embedding, words, hidden), [hidden, words]);
  const bias = graph.constant(arrayOf(arrays, 'decoder')('vocabulary/bias').values, [words]);
  const logs = graph.node('LogSoftmax', [sum(graph.node('MatMul', [written, vocabulary]), bias)], { axis: 1 });
  const most = wordsTold(n);
  const [best, places] = graph.nodes('TopK', [logs, graph.numbers([most])], { axis: 1 }, 2);
  const ids = graph.node('Cast', [places], { to: TYPES.int32 });
  const end = graph.node('Slice', [logs, ...[END, END + 1, 1].map((number) => graph.numbers([number]))]);
  return graph.finish(
    [
      ...[wholes('from', n), wholes('words', n), floats('h', n, hidden), floats('c', n, hidden)],
      ...[floats('values', REGIONS, hidden), floats('keys', hidden, REGIONS)],
    ],
    [
      ...[
        { ...wholes('ids', n, most), from: ids },
        { ...floats('logs', n, most), from: best },
      ],
      { ...floats('end', n, 1), from: end },
      ...[
        { ...floats('nextH', n, hidden), from: nextH },
        { ...floats('nextC', n, hidden), from: nextC },
      ],
    ],
  );
}

function linearOf(graph: Graph, arrays: NamedArrays) {
  const get = arrayOf(arrays, 'decoder');
  return (x: string, name: string) => {
    const { values, shape } = get(`${name}/kernel`);
    const product = graph.node('MatMul', [x, graph.constant(values, shape)]);
    const bias = arrays.get(`${name}/bias`);
    return bias ? graph.node('Add', [product, graph.constant(bias.values, bias.shape)]) : product;
  };
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) turned[(i % columns) * rows + Math.floor(i / columns)] = values[i];
  return turned;
}
