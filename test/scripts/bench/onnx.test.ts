// ONNX files, byte by byte and through the runtime that the bench measures.
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, it } from 'vitest';
import { createGraph, floats, wholes } from '../../../scripts/bench/onnx.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

const text = (value: string) => [...Buffer.from(value)];
/** A field that holds bytes. */
const field = (tag: number, content: number[]) => [(tag << 3) | 2, content.length, ...content];
/** A field that holds a number below 128. */
const number = (tag: number, value: number) => [tag << 3, value];
const value = (name: string, type: number, sizes: number[]) => [
  ...field(1, text(name)),
  ...field(
    2,
    field(1, [
      ...number(1, type),
      ...field(
        2,
        sizes.flatMap((size) => field(1, number(1, size))),
      ),
    ]),
  ),
];

it('writes a network as the format says, byte by byte', () => {
  const graph = createGraph();
  const one = graph.constant(Float32Array.of(1), [1]);
  const sum = graph.node('Add', ['x', one]);
  const file = graph.finish([floats('x', 2, 3)], [{ ...floats('y', 2, 3), from: sum }]);
  const tensor = [...field(1, [1]), ...number(2, 1), ...field(8, text('v0')), ...field(9, [0, 0, 0x80, 0x3f])];
  const node = (operator: string, inputs: string[], output: string) => [
    ...inputs.flatMap((input) => field(1, text(input))),
    ...field(2, text(output)),
    ...field(4, text(operator)),
  ];
  const content = [
    ...field(5, tensor),
    ...field(1, node('Add', ['x', 'v0'], 'v1')),
    ...field(1, node('Identity', ['v1'], 'y')),
    ...field(2, text('graph')),
    ...field(11, value('x', 1, [2, 3])),
    ...field(12, value('y', 1, [2, 3])),
  ];
  expect([...file]).toEqual([...number(1, 8), ...field(8, number(2, 17)), ...field(7, content)]);
});

it('writes attributes, whole numbers and several results so that they are understood', async () => {
  const graph = createGraph();
  const scaled = graph.node('LeakyRelu', ['x'], { alpha: { float: 0.5 } });
  const [left, right] = graph.nodes('Split', [scaled, graph.numbers([1, 2])], { axis: 1 }, 2);
  const turned = graph.node('Transpose', [right], { perm: [1, 0] });
  const picked = graph.node('Gather', [turned, 'which']);
  const file = graph.finish(
    [floats('x', 2, 3), wholes('which', 1)],
    [
      { ...floats('left', 2, 1), from: left },
      { ...floats('picked', 1, 2), from: picked },
    ],
  );
  const session = await ort.InferenceSession.create(file);
  const x = new ort.Tensor('float32', Float32Array.of(1, 2, 3, -4, -5, -6), [2, 3]);
  const results = await session.run({ x, which: new ort.Tensor('int32', Int32Array.of(1), [1]) });
  expect([...(results.left.data as Float32Array)]).toEqual([1, -2]);
  expect([...(results.picked.data as Float32Array)]).toEqual([3, -3]);
});
