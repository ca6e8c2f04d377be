// Inkling's encoder as ONNX, with the weights that ship. Runs in Node.
import { BLOCKS, blockName, FEATURES, REGIONS } from '../../model/encoder.ts';
import { SIDE } from '../../model/preprocess.ts';
import { arrayOf, type NamedArray, type NamedArrays } from '../../model/safetensors.ts';
import { createGraph, floats } from './onnx.ts';

/** `pixels` [260, 260, 3], numbers from 0 to 255 → `features` [81, 1280]. */
export function encoderAsOnnx(arrays: NamedArrays): Uint8Array<ArrayBuffer> {
  const graph = createGraph();
  const get = arrayOf(arrays, 'encoder');
  const scalar = (value: number) => graph.constant(Float32Array.of(value), []);
  const [none, six] = [scalar(0), scalar(6)];
  const relu6 = (x: string) => graph.node('Clip', [x, none, six]);
  let side: number = SIDE;
  const convolve = (x: string, name: string, stride = 1) => {
    const { values, shape } = turn(get(`${name}/kernel`), name.endsWith('depthwise'));
    const [channels, perGroup, size] = shape;
    const bias = graph.constant(get(`${name}/bias`).values, [channels]);
    const attributes = {
      kernel_shape: [size, size],
      strides: [stride, stride],
      pads: padding(side, size, stride),
      group: perGroup === 1 ? channels : 1,
    };
    side = Math.ceil(side / stride);
    return graph.node('Conv', [x, graph.constant(values, shape), bias], attributes);
  };

  const scaled = graph.node('Div', [graph.node('Sub', ['pixels', scalar(127)]), scalar(128)]);
  const planes = graph.node('Transpose', [scaled], { perm: [2, 0, 1] });
  let x = relu6(convolve(graph.node('Unsqueeze', [planes, graph.numbers([0])]), 'stem', 2)); // [1, 32, 130, 130]
  BLOCKS.forEach(({ stride, input, output }, i) => {
    const name = blockName(i);
    const expanded = i === 0 ? x : relu6(convolve(x, `${name}/expand`));
    const projected = convolve(relu6(convolve(expanded, `${name}/depthwise`, stride)), `${name}/project`);
    x = stride === 1 && input === output ? graph.node('Add', [x, projected]) : projected;
  });
  const places = graph.node('Transpose', [relu6(convolve(x, 'head'))], { perm: [0, 2, 3, 1] }); // [1, 9, 9, 1280]
  const features = graph.node('Reshape', [places, graph.numbers([REGIONS, FEATURES])]);
  return graph.finish(
    [floats('pixels', SIDE, SIDE, 3)],
    [{ ...floats('features', REGIONS, FEATURES), from: features }],
  );
}

/** tfjs's [height, width, in, out], depthwise [height, width, channels, 1] → ONNX's [out, in, height, width]. */
function turn({ values, shape }: NamedArray, isDepthwise: boolean): NamedArray {
  const [height, width, input, output] = isDepthwise ? [shape[0], shape[1], 1, shape[2]] : shape;
  const turned = new Float32Array(values.length);
  for (let place = 0, i = 0; place < height * width; place++) {
    for (let from = 0; from < input; from++) {
      for (let to = 0; to < output; to++, i++) turned[(to * input + from) * height * width + place] = values[i];
    }
  }
  return { values: turned, shape: [output, input, height, width] };
}

/** TensorFlow's "same": [top, left, bottom, right]. */
function padding(side: number, size: number, stride: number): number[] {
  const total = Math.max(0, (Math.ceil(side / stride) - 1) * stride + size - side);
  const before = Math.floor(total / 2);
  return [before, before, total - before, total - before];
}
