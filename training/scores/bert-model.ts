// A BERT of the user's, for bert-score.ts; its runtime is installed for it alone. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedder } from './bert-score.ts';

const INSTALL = 'npm install --no-save --ignore-scripts onnxruntime-node @huggingface/tokenizers';

/**
 * Opens a model as Hugging Face publishes them for ONNX: tokenizer.json, and model.onnx there or in onnx/. What a token
 * means is the output of the model's last layer.
 * @throws Error of one line when the packages or the files are missing
 */
export async function openBert(folder: string): Promise<Embedder> {
  const model = ['model.onnx', 'onnx/model.onnx'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!model || !existsSync(join(folder, 'tokenizer.json')))
    throw new Error(`${folder} lacks tokenizer.json or model.onnx: pass --bert FOLDER with a model for ONNX`);
  const [tokenizer, run] = [await openTokenizer(folder), await openModel(model)];
  return {
    async embed(sentence) {
      const ids = tokenizer(sentence, true);
      const own = tokenizer(sentence, false);
      const { data, width } = await run(ids);
      const first = ids.findIndex((_, at) => own.every((id, i) => ids[at + i] === id));
      return ids.map((_, i) => ({
        vector: unit(data.slice(i * width, (i + 1) * width)),
        isAdded: i < first || i >= first + own.length,
      }));
    },
  };
}

/** @returns the ids of a sentence's tokens, with or without those that the model adds */
async function openTokenizer(folder: string) {
  const { Tokenizer } = await load('@huggingface/tokenizers');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const config = existsSync(join(folder, 'tokenizer_config.json')) ? read('tokenizer_config.json') : {};
  const tokenizer = new Tokenizer(read('tokenizer.json'), config);
  return (sentence: string, add: boolean): number[] =>
    tokenizer.encode(sentence.trim(), { add_special_tokens: add }).ids;
}

/** @returns ids of n tokens → [n·width], row by row */
async function openModel(path: string) {
  const { InferenceSession, Tensor } = await load('onnxruntime-node');
  const session = await InferenceSession.create(path);
  const [first]: string[] = session.outputNames;
  const output: string = session.outputNames.includes('last_hidden_state') ? 'last_hidden_state' : first;
  return async (ids: number[]): Promise<{ data: Float32Array; width: number }> => {
    const row = (values: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const all = { input_ids: ids, attention_mask: ids.map(() => 1), token_type_ids: ids.map(() => 0) };
    const inputs = session.inputNames.map((name: keyof typeof all) => [name, row(all[name])]);
    const { data, dims } = (await session.run(Object.fromEntries(inputs)))[output]; // [1, n, width]
    return { data, width: dims[2] };
  };
}

/** Packages that are no part of Inkling; nor are their types. */
async function load(name: string) {
  return import(name).catch((cause) => {
    throw new Error(`BERTScore needs packages that are not installed: ${INSTALL}`, { cause });
  });
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
