// Sentences by onnxruntime-web: model/beam-search.ts, but the likeliest words are found inside of the runtime, which answers
// later. Runs in a worker of the bench.
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { advance, beginSearch, type Candidate } from '../../model/beam-search.ts';
import type { ModelSettings } from '../../model/captioner.ts';
import { byConsensus } from '../../model/consensus.ts';
import { END, START, UNSPOKEN } from '../../model/vocabulary.ts';
import type { Network } from './onnxruntime-network.ts';

/** features [81, 1280], wherever they are → the ids of the words of the best sentence. */
export type Say = (features: Tensor) => Promise<number[]>;

/** The likeliest next words of each sentence. */
interface Told {
  ids: Int32Array;
  /** Logarithms of their probabilities. */
  logs: Float32Array;
  /** That of the end. */
  end: Float32Array;
}

/** The state, the keys and the values stay where the network runs; only the likeliest words are read back. */
export async function openDecoder(network: Network, { beams, maximumWords }: ModelSettings): Promise<Say> {
  const { open, location, Tensor } = network;
  const look = await open('look', { preferredOutputLocation: location });
  const stays = { nextH: location, nextC: location, ids: 'cpu', logs: 'cpu', end: 'cpu' } as const;
  const step = await open('step', { preferredOutputLocation: stays });
  /** One number per sentence; rows that no sentence needs repeat the first. */
  const rows = (values: number[]) =>
    new Tensor(
      'int32',
      Int32Array.from({ length: beams }, (_, i) => values[i] ?? values[0]),
      [beams],
    );

  return async (features) => {
    const seen = await look.run({ features });
    let { h, c } = seen;
    let search = beginSearch();
    for (let length = 0; search.running.length > 0; length++) {
      const words = rows(search.running.map((beam) => beam.words.at(-1) ?? START));
      const feeds = { from: rows(search.parents), words, h, c, values: seen.values, keys: seen.keys };
      const { nextH, nextC, ...heads }: InferenceSession.ReturnType = await step.run(feeds);
      for (const old of [h, c]) old.dispose();
      [h, c] = [nextH, nextC];
      const told = toldBy(heads);
      const isLast = length === maximumWords;
      const candidates = search.running.flatMap((_, parent) => candidatesOf(parent, told, beams, isLast));
      search = advance(search, candidates, beams);
    }
    for (const rest of [h, c, seen.values, seen.keys]) rest.dispose();
    return byConsensus(search.finished)[0].words;
  };
}

function toldBy({ ids, logs, end }: InferenceSession.ReturnType): Told {
  return { ids: ids.data as Int32Array, logs: logs.data as Float32Array, end: end.data as Float32Array };
}

function candidatesOf(parent: number, { ids, logs, end }: Told, beams: number, isLast: boolean): Candidate[] {
  if (isLast) return [{ parent, word: END, logProbability: end[parent] }];
  const told = ids.length / beams;
  const own = Array.from({ length: told }, (_, i) => parent * told + i);
  const spoken = own.filter((i) => !UNSPOKEN.has(ids[i])).slice(0, beams + 1);
  return spoken.map((i) => ({ parent, word: ids[i], logProbability: logs[i] }));
}
