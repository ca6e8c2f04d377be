// A model of one node, an embedding of two numbers per word, through the runtime where that is installed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PbfWriter } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBert } from '../../../training/scores/bert-model.ts';
import { bertScore } from '../../../training/scores/bert-score.ts';

const installed = await Promise.all(['onnxruntime-node', '@huggingface/tokenizers'].map((name) => import(name))).then(
  () => true,
  () => false,
);

const folder = mkdtempSync(join(tmpdir(), 'inkling-bert-'));
const WORDS: [string, [number, number]][] = [
  ['[UNK]', [0, -1]],
  ['[CLS]', [-1, 0]],
  ['[SEP]', [-1, 0]],
  ['dog', [2, 0]],
  ['puppy', [3, 4]],
  ['runs', [0, 5]],
];

const inside = (pbf: PbfWriter, tag: number, write: (own: PbfWriter) => void) =>
  pbf.writeMessage(tag, (_: null, own: PbfWriter) => write(own), null);
const [INT64, FLOAT] = [7, 1];

/** ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): last_hidden_state = Gather(table, input_ids). */
function embedding(): Uint8Array {
  const model = new PbfWriter();
  model.writeVarintField(1, 8); // version of the format
  inside(model, 8, (operators) => operators.writeVarintField(2, 13)); // version of the operators
  inside(model, 7, (graph) => {
    inside(graph, 1, writeGather);
    graph.writeStringField(2, 'embedding');
    inside(graph, 5, writeTable);
    inside(graph, 11, (input) => writeValue(input, 'input_ids', INT64, ['batch', 'tokens']));
    inside(graph, 12, (output) => writeValue(output, 'last_hidden_state', FLOAT, ['batch', 'tokens', 2]));
  });
  return model.finish();
}

function writeGather(node: PbfWriter): void {
  for (const input of ['table', 'input_ids']) node.writeStringField(1, input);
  node.writeStringField(2, 'last_hidden_state');
  node.writeStringField(4, 'Gather');
}

function writeTable(tensor: PbfWriter): void {
  const values = WORDS.flatMap(([, vector]) => vector);
  tensor.writePackedVarint(1, [WORDS.length, 2]);
  tensor.writeVarintField(2, FLOAT);
  tensor.writePackedFloat(4, values);
  tensor.writeStringField(8, 'table');
}

function writeValue(value: PbfWriter, name: string, type: number, sizes: (string | number)[]): void {
  value.writeStringField(1, name);
  inside(value, 2, (either) =>
    inside(either, 1, (tensor) => {
      tensor.writeVarintField(1, type);
      inside(tensor, 2, (shape) => {
        for (const size of sizes) inside(shape, 1, (dimension) => writeSize(dimension, size));
      });
    }),
  );
}

const writeSize = (dimension: PbfWriter, size: string | number) =>
  typeof size === 'number' ? dimension.writeVarintField(1, size) : dimension.writeStringField(2, size);

const tokenizer = {
  version: '1.0',
  added_tokens: ['[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({ id, content, special: true })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: {
    type: 'BertProcessing',
    cls: ['[CLS]', 1],
    sep: ['[SEP]', 2],
  },
  decoder: { type: 'Fuse' },
  model: {
    type: 'WordPiece',
    vocab: Object.fromEntries(WORDS.map(([word], id) => [word, id])),
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
  },
};

beforeAll(() => {
  mkdirSync(join(folder, 'onnx'));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(join(folder, 'onnx', 'model.onnx'), embedding());
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(installed)('with the runtime', () => {
  it('gives each token its direction, and knows those that the model adds', async () => {
    const { embed } = await openBert(folder);
    const tokens = await embed(' Dog puppy ');
    expect(tokens.map(({ vector }) => Array.from(vector, (value) => value.toFixed(2)).join())).toEqual([
      '-1.00,0.00',
      '1.00,0.00',
      '0.60,0.80',
      '-1.00,0.00',
    ]);
    expect(tokens.map(({ isAdded }) => isAdded)).toEqual([true, false, false, true]);
    const unknown = await embed('dog barks');
    expect([unknown[2].isAdded, ...unknown[2].vector]).toEqual([false, 0, -1]); // asked for, though nobody knows it
    expect((await embed('')).every(({ isAdded }) => isAdded)).toBe(true);
  });

  it('scores: puppy is .6 dog and .8 runs', async () => {
    const { embed } = await openBert(folder);
    const { precision, recall } = bertScore(await embed('puppy'), [await embed('dog runs')]);
    expect(precision).toBeCloseTo(0.8, 6);
    expect(recall).toBeCloseTo(0.7, 6);
  });
});

it.skipIf(installed)('says what to install', async () => {
  await expect(openBert(folder)).rejects.toThrow(/npm install --no-save --ignore-scripts onnxruntime-node/);
});

it('says which files are missing', async () => {
  await expect(openBert(join(folder, 'onnx'))).rejects.toThrow(/onnx lacks tokenizer\.json or model\.onnx/);
});
