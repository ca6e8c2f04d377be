// A trained architecture that says words, whichever it is: the plain products of inference in tfjs. Runs in Node, on
// tfjs-wasm (results are read back at every word); what ships, attend, has faster ones in model/wasm-decoder.ts.
import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../../model/beam-search.ts';
import { REGIONS } from '../../model/encoder.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import type { Watch } from '../../model/tfjs-encoder.ts';
import { type Architecture, type Network, standardised } from './architecture.ts';

/**
 * Which of the `known` architectures weights belong to. Those that name none were made when there was only the first.
 * @param metadata of the weights file
 * @throws Error in one line where it is another
 */
export function architectureOf<T extends { name: string }>(metadata: Record<string, string>, known: readonly T[]): T {
  const name = metadata.architecture ?? known[0].name;
  const found = known.find((architecture) => architecture.name === name);
  if (found) return found;
  const names = known.map((architecture) => `"${architecture.name}"`).join(', ');
  throw new Error(`these weights are for the architecture "${name}", and only ${names} can be used here`);
}

export type TfjsDecoder = Decoder<tf.Tensor2D>;

/**
 * The decoder for inference.
 * @param watch is told what goes into each layer, [n, inputs]
 * @throws Error that names an array that is missing
 */
export function createDecoder(
  architecture: Architecture,
  arrays: NamedArrays,
  watch: Watch = () => undefined,
): TfjsDecoder {
  const tensors = new Map([...arrays].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]));
  const named = (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`the weights of "${architecture.name}" lack ${name}`);
    return tensor as tf.Tensor2D;
  };
  const linear = (x: tf.Tensor2D, kernel: tf.Tensor2D, bias?: tf.Tensor) =>
    (bias ? tf.add(tf.matMul(x, kernel), bias) : tf.matMul(x, kernel)) as tf.Tensor2D;
  const embedding = named('embedding/kernel');
  const transposed = tf.transpose(embedding);
  let made: tf.Tensor[] = []; // for the pictures being looked at

  const network: Network = {
    linear(name, x) {
      watch(name, x);
      return linear(x, named(`${name}/kernel`), tensors.get(`${name}/bias`));
    },
    standardise: (name, x) => standardised(x, named(`${name}/mean`), named(`${name}/scale`)),
    regions(keys, values, pictures) {
      const keysOf = splitRows(keys, pictures).map((own) => tf.keep(tf.transpose(own))); // [hidden, 81]
      const valuesOf = splitRows(values, pictures).map((own) => tf.keep(tf.clone(own))); // [81, hidden]
      made = [...keysOf, ...valuesOf];
      return {
        compare: (query, counts) => multiplyByPicture(query, keysOf, counts),
        mix: (weights, counts) => multiplyByPicture(weights, valuesOf, counts),
      };
    },
    dropPicture: (x) => x,
  };

  return {
    look(grid) {
      const pictures = grid.shape[0] / REGIONS;
      made = [];
      let looked!: ReturnType<Architecture['look']>;
      tf.tidy(() => {
        looked = architecture.look(network, grid, pictures);
        looked.state.forEach(tf.keep);
      });
      const owned = made;
      let { state } = looked;
      return {
        pictures,
        words: embedding.shape[0],
        read(from, words, counts) {
          const result = tf.tidy(() => {
            const rows = tf.tensor1d(from, 'int32');
            const previous = state.map((part) => tf.gather(part, rows) as tf.Tensor2D);
            const embedded = tf.gather(embedding, tf.tensor1d(words, 'int32')) as tf.Tensor2D;
            const word = network.linear('word', embedded);
            const next = architecture.step(network, looked.kept, counts, previous, word);
            const said = architecture.write(network, next.outputs, embedded);
            watch('embedding', said);
            return {
              scores: linear(said, transposed, named('vocabulary/bias')),
              state: next.state,
              ...(next.attention && { attention: next.attention }),
            };
          });
          // Read outside of `tidy`, which looks for tensors in whatever it returns, number by number.
          const scores = result.scores.dataSync<'float32'>();
          const attention = result.attention?.dataSync<'float32'>();
          tf.dispose([...state, result.scores, ...(result.attention ? [result.attention] : [])]);
          state = result.state;
          return { scores, attention };
        },
        forget: () => tf.dispose([...state, ...owned]),
      };
    },
    dispose() {
      tf.dispose([...tensors.values(), transposed]);
    },
  };
}

const splitRows = (x: tf.Tensor2D, parts: number) => (parts > 1 ? (tf.split(x, parts) as tf.Tensor2D[]) : [x]);

/** Rows times the matrix of their picture, one by one because only rank-2 products are fast on WASM. */
function multiplyByPicture(x: tf.Tensor2D, matrices: tf.Tensor2D[], counts: number[]): tf.Tensor2D {
  const products = rowsOfPictures(x, counts).map(({ rows, picture }) => tf.matMul(rows, matrices[picture]));
  return (products.length > 1 ? tf.concat(products) : products[0]) as tf.Tensor2D;
}

/** The rows of each picture that has any. */
export function rowsOfPictures(x: tf.Tensor2D, counts: number[]): { rows: tf.Tensor2D; picture: number }[] {
  const pictures = [...counts.keys()].filter((picture) => counts[picture] > 0);
  const sizes = pictures.map((picture) => counts[picture]);
  const parts = sizes.length > 1 ? (tf.split(x, sizes) as tf.Tensor2D[]) : [x];
  return parts.map((rows, i) => ({ rows, picture: pictures[i] }));
}
