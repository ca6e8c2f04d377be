// The shipped architecture's decoder on the processor, one picture at a time, by Inkling's own kernels: the equations are
// those of training/architectures/attend.ts. Runs everywhere.
import type { Decoder } from './beam-search.ts';
import { FEATURES, REGIONS } from './encoder.ts';
import type { Engine } from './engine.ts';
import { AFTER, FINE, type StoredLayer, storeLayer } from './layers.ts';
import { type Rounded, round } from './rounded.ts';
import { arrayOf, type NamedArray, type NamedArrays } from './safetensors.ts';

/** Sentences in progress, at most. */
const ROWS = 8;
/** Regions, rounded up to what a vector instruction takes. */
const PADDED = (REGIONS + 3) & ~3;

/** Puts the decoder's weights into the engine's memory. @throws Error that names an array that is missing */
export function createWasmDecoder(engine: Engine, arrays: NamedArrays): Decoder<Float32Array> {
  const { kernels, allocate, floats } = engine;
  const { levels, words, width, vocabulary, layers } = storeWeights(engine, arrays);
  const [values, keys, start, hidden, context, word, output] = layers;

  const room = (count: number) => allocate(4 * count);
  const grid = room(REGIONS * FEATURES);
  const [valueRows, keyRows] = [room(REGIONS * width), room(REGIONS * width)];
  const space = allocate(kernels.layerSpace(values.address, REGIONS));
  const [weights, mean, both] = [room(ROWS * PADDED), room(width), room(2 * width)];
  const nothing = engine.zeros(8 * width);
  const [h, c, olderH, olderC, z, embedded, written] = Array.from({ length: 7 }, () => room(ROWS * width));
  const [fromHidden, fromContext, fromWord] = [hidden, context, word].map(({ outputs }) => room(ROWS * outputs));
  const [fromOutput, scores] = [room(ROWS * width), room(ROWS * vocabulary.outputs)];

  const multiply = (rows: number, x: number, { address }: StoredLayer, y: number, after: number = AFTER.nothing) =>
    kernels.applyLayer(address, rows, x, after, y, space);
  const row = (address: number, i: number, size = width) => address + 4 * i * size;
  const copyRow = (from: number, i: number, to: number, j: number) =>
    engine.write(row(to, j), floats(row(from, i), width));

  /** h₀ | c₀ = tanh(mean(V)·Ws + bs) */
  const begin = () => {
    floats(mean, width).set(meanOfRows(floats(valueRows, REGIONS * width), width));
    multiply(1, mean, start, both);
    kernels.tanhOf(2 * width, both, nothing, nothing, both);
    copyRow(both, 0, h, 0);
    copyRow(both, 1, c, 0);
  };

  /** One row per word, each going on from its row of the state. */
  const step = (from: number[], ids: number[]) => {
    engine.write(olderH, floats(h, ROWS * width));
    engine.write(olderC, floats(c, ROWS * width));
    ids.forEach((id, i) => {
      copyRow(olderH, from[i], h, i);
      copyRow(olderC, from[i], c, i);
      readRow(levels, id, floats(row(embedded, i), width));
    });
    const rows = ids.length;
    multiply(rows, h, hidden, fromHidden); // query | context gate | LSTM
    multiply(rows, embedded, word, fromWord); // LSTM
    for (let i = 0; i < rows; i++) {
      const query = row(fromHidden, i, hidden.outputs);
      kernels.attendTo(REGIONS, width, query, row(query, 1), keyRows, valueRows, row(weights, i, PADDED), row(z, i));
    }
    multiply(rows, z, context, fromContext); // LSTM | output
    for (let i = 0; i < rows; i++) {
      const shares = [
        row(row(fromHidden, i, hidden.outputs), 2),
        row(fromContext, i, context.outputs),
        row(fromWord, i, word.outputs),
      ];
      kernels.lstmCell(width, shares[0], shares[1], shares[2], row(c, i), row(h, i));
    }
    multiply(rows, h, output, fromOutput);
    for (let i = 0; i < rows; i++) {
      const toOutput = row(row(fromContext, i, context.outputs), 4);
      kernels.tanhOf(width, row(fromOutput, i), toOutput, row(embedded, i), row(written, i));
    }
    multiply(rows, written, vocabulary, scores);
  };

  /** Rows without what fills them up. */
  const compact = (from: number, stride: number, size: number) => {
    const compacted = new Float32Array(ROWS * size);
    return (rows: number) => {
      for (let i = 0; i < rows; i++) compacted.set(floats(row(from, i, stride), size), i * size);
      return compacted.subarray(0, rows * size);
    };
  };
  const scoresOf = compact(scores, vocabulary.outputs, words);
  const attentionOf = compact(weights, PADDED, REGIONS);

  return {
    look(features) {
      engine.write(grid, features);
      multiply(REGIONS, grid, values, valueRows, AFTER.relu);
      multiply(REGIONS, valueRows, keys, keyRows);
      begin();
      return {
        pictures: 1,
        words,
        read(from, ids) {
          if (ids.length > ROWS) throw new RangeError(`at most ${ROWS} sentences at once`);
          step(from, ids);
          return {
            scores: scoresOf(ids.length),
            get attention() {
              return attentionOf(ids.length); // the search needs none
            },
          };
        },
        forget() {},
      };
    },
    dispose() {},
  };
}

/** Nothing of it holds on to the arrays, whose file is large. */
function storeWeights(engine: Engine, arrays: NamedArrays) {
  const get = arrayOf(arrays, 'decoder');
  const layer = (rows: 'many' | 'few') => (name: string) =>
    storeLayer(engine, get(`${name}/kernel`), arrays.get(`${name}/bias`), rows);
  const embedding = roundRows(get('embedding/kernel'));
  const [words, width] = embedding.shape;
  const rounded = embedding.rounded as Rounded;
  return {
    ...{ words, width, levels: { ...rounded, levels: rounded.levels.slice() } },
    vocabulary: storeLayer(engine, embedding, get('vocabulary/bias'), 'few'),
    layers: [
      ...['values', 'keys'].map(layer('many')),
      ...['start', 'hidden', 'context', 'word', 'output'].map(layer('few')),
    ],
  };
}

/** With a step for each word. */
const roundRows = (embedding: NamedArray) => (embedding.rounded ? embedding : round(embedding, 'row', FINE));

/** Row `index` of rounded weights with a step for each row. */
function readRow({ levels, steps }: Rounded, index: number, to: Float32Array): void {
  const from = index * to.length;
  for (let i = 0; i < to.length; i++) to[i] = levels[from + i] * steps[index];
}

function meanOfRows(values: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  const share = width / values.length;
  for (let i = 0; i < values.length; i++) mean[i % width] += values[i] * share;
  return mean;
}
