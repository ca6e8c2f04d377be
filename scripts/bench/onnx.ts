// Writes networks as ONNX files (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), as far as the bench needs it. Runs in Node.
import { PbfWriter } from 'pbf';

/** ONNX's numbers for types of tensors. */
export const TYPES = { float: 1, int32: 6, int64: 7 } as const;
/** ONNX's numbers for types of attributes. */
const ATTRIBUTES = { float: 1, int: 2, ints: 7 } as const;
/** 17 has everything that is needed, and every runtime knows it. */
const OPERATORS = 17;
/** Of the file format; 8 came with these operators. */
const FORMAT = 8;

export interface Value {
  name: string;
  type: keyof typeof TYPES;
  shape: number[];
}

export const floats = (name: string, ...shape: number[]): Value => ({ name, type: 'float', shape });
export const wholes = (name: string, ...shape: number[]): Value => ({ name, type: 'int32', shape });

/** Whole numbers, lists of them, or fractions as `{ float }`. */
type Attributes = Record<string, number | number[] | { float: number }>;

/** A network being written: every method adds something and returns the name of what it computes. */
export interface Graph {
  node(operator: string, inputs: string[], attributes?: Attributes): string;
  /** One operator with several results. */
  nodes(operator: string, inputs: string[], attributes: Attributes, results: number): string[];
  constant(values: Float32Array | BigInt64Array, shape: number[]): string;
  /** A list of whole numbers. */
  numbers(values: number[]): string;
  /** @returns the file @param outputs get the names that they are to have */
  finish(inputs: Value[], outputs: (Value & { from: string })[]): Uint8Array<ArrayBuffer>;
}

export function createGraph(): Graph {
  const graph = new PbfWriter();
  let count = 0;
  const fresh = () => `v${count++}`;
  const add = (operator: string, inputs: string[], outputs: string[], attributes: Attributes) =>
    inside(graph, 1, (own) => writeNode(own, operator, inputs, outputs, attributes));

  const nodes: Graph['nodes'] = (operator, inputs, attributes, results) => {
    const outputs = Array.from({ length: results }, fresh);
    add(operator, inputs, outputs, attributes);
    return outputs;
  };
  const constant: Graph['constant'] = (values, shape) => {
    const name = fresh();
    inside(graph, 5, (own) => writeTensor(own, name, values, shape));
    return name;
  };
  return {
    nodes,
    node: (operator, inputs, attributes = {}) => nodes(operator, inputs, attributes, 1)[0],
    constant,
    numbers: (values) => constant(BigInt64Array.from(values, BigInt), [values.length]),
    finish(inputs, outputs) {
      for (const { name, from } of outputs) add('Identity', [from], [name], {});
      graph.writeStringField(2, 'graph');
      for (const value of inputs) inside(graph, 11, (own) => writeValue(own, value));
      for (const value of outputs) inside(graph, 12, (own) => writeValue(own, value));
      return writeModel(graph.finish());
    },
  };
}

function writeModel(graph: Uint8Array): Uint8Array<ArrayBuffer> {
  const model = new PbfWriter();
  model.writeVarintField(1, FORMAT);
  inside(model, 8, (operators) => operators.writeVarintField(2, OPERATORS));
  model.writeBytesField(7, graph);
  return new Uint8Array(model.finish());
}

function writeNode(
  node: PbfWriter,
  operator: string,
  inputs: string[],
  outputs: string[],
  attributes: Attributes,
): void {
  for (const input of inputs) node.writeStringField(1, input);
  for (const output of outputs) node.writeStringField(2, output);
  node.writeStringField(4, operator);
  for (const [name, value] of Object.entries(attributes)) inside(node, 5, (own) => writeAttribute(own, name, value));
}

function writeAttribute(attribute: PbfWriter, name: string, value: Attributes[string]): void {
  attribute.writeStringField(1, name);
  if (Array.isArray(value)) {
    for (const each of value) attribute.writeVarintField(8, each);
    attribute.writeVarintField(20, ATTRIBUTES.ints);
  } else if (typeof value === 'number') {
    attribute.writeVarintField(3, value);
    attribute.writeVarintField(20, ATTRIBUTES.int);
  } else {
    attribute.writeFloatField(2, value.float);
    attribute.writeVarintField(20, ATTRIBUTES.float);
  }
}

function writeTensor(tensor: PbfWriter, name: string, values: Float32Array | BigInt64Array, shape: number[]): void {
  tensor.writePackedVarint(1, shape);
  tensor.writeVarintField(2, values instanceof Float32Array ? TYPES.float : TYPES.int64);
  tensor.writeStringField(8, name);
  tensor.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function writeValue(value: PbfWriter, { name, type, shape }: Value): void {
  value.writeStringField(1, name);
  inside(value, 2, (either) =>
    inside(either, 1, (tensor) => {
      tensor.writeVarintField(1, TYPES[type]);
      inside(tensor, 2, (sizes) => {
        for (const size of shape) inside(sizes, 1, (dimension) => dimension.writeVarintField(1, size));
      });
    }),
  );
}

const inside = (pbf: PbfWriter, tag: number, write: (own: PbfWriter) => void) =>
  pbf.writeMessage(tag, (_: null, own: PbfWriter) => write(own), null);
