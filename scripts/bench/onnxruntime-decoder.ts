// Sentences by onnxruntime-web: model/beam-search.ts, but the likeliest words are found inside of the runtime, which answers
// later. Runs in a worker of the bench.
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { type Beam, type Candidate, grow, rank } from '../../model/beam-search.ts';
import type { ModelSettings } from '../../model/captioner.ts';
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
    let found: Beam[] = [{ words: [], logProbabilities: [], total: 0, ended: false }];
    let from = [0];
    for (let length = 0; length <= maximumWords && found.some((beam) => !beam.ended); length++) {
      const words = rows(found.map((beam) => beam.words.at(-1) ?? START));
      const feeds = { from: rows(from), words, h, c, values: seen.values, keys: seen.keys };
      const { nextH, nextC, ...heads }: InferenceSession.ReturnType = await step.run(feeds);
      for (const old of [h, c]) old.dispose();
      [h, c] = [nextH, nextC];
      const chosen = choose(found, toldBy(heads), beams, length === maximumWords);
      from = chosen.map(({ parent }) => parent);
      found = chosen.map((candidate) => grow(found[candidate.parent], candidate));
    }
    for (const rest of [h, c, seen.values, seen.keys]) rest.dispose();
    return found.sort((a, b) => rank(b) - rank(a))[0].words;
  };
}

function toldBy({ ids, logs, end }: InferenceSession.ReturnType): Told {
  return { ids: ids.data as Int32Array, logs: logs.data as Float32Array, end: end.data as Float32Array };
}

function choose(found: Beam[], told: Told, beams: number, mustEnd: boolean): Candidate[] {
  return found
    .flatMap((beam, parent) => extensions(beam, parent, told, beams, mustEnd))
    .sort((a, b) => b.total - a.total || a.word - b.word || a.parent - b.parent)
    .slice(0, beams);
}

function extensions(beam: Beam, parent: number, { ids, logs, end }: Told, beams: number, mustEnd: boolean) {
  const candidate = (word: number, logProbability: number): Candidate => {
    return { parent, word, logProbability, total: beam.total + logProbability };
  };
  if (beam.ended) return [candidate(END, 0)];
  if (mustEnd) return [candidate(END, end[parent])];
  const told = ids.length / beams;
  const own = Array.from({ length: told }, (_, i) => parent * told + i);
  const spoken = own.filter((i) => !UNSPOKEN.has(ids[i])).slice(0, beams);
  return spoken.map((i) => candidate(ids[i], logs[i]));
}
