// One worker's share of a training step, in each phase of a run. Runs in training workers.
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { Seen } from '../../model/beam-search.ts';
import type { LabelTree } from '../../model/labels.ts';
import { type NamedArrays, readSafetensors } from '../../model/safetensors.ts';
import type { Architecture } from '../architectures/architecture.ts';
import { createDecoder, type TfjsDecoder } from '../architectures/decoder.ts';
import { readBuffer, weightsFile } from '../files.ts';
import type { Settings } from '../settings.ts';
import { mean } from '../sums.ts';
import { createEncoderTail, type EncoderTail } from '../tail/encoder-tail.ts';
import { createKnowledge, type Knowledge } from '../tail/kept-knowledge.ts';
import { type Batch, type Example, pack } from './batches.ts';
import { learnWithTail } from './learn-tail.ts';
import { learn } from './learner.ts';
import { type Masked, maskWords } from './masks.ts';
import { hiddenOf, layoutOf, type SharedState, toArrays, viewsOf } from './parameters.ts';
import type { PhaseName } from './phases.ts';
import { advantages, createReward, sampleSentences } from './self-critical.ts';
import { drawViews, readGrid, readMeans, type Views } from './views.ts';

export interface ShareJob {
  worker: number;
  /** Train on the graphics card. */
  gpu: boolean;
  architecture: Architecture;
  settings: Settings;
  state: SharedState;
  shapes: Record<string, number[]>;
  examples: Example[];
}

/** What a phase looks at. */
export interface Sources {
  /** What decoder or tail is given. */
  pictures: Views;
  /** Where the tail learns: what the encoder made of the pictures before. */
  before?: Views;
}

/**
 * Learns from the pictures `own` of a step's `pictures`: their gradients go to the shared state.
 * @returns the mean −log p of a word, or in the phase `rewards` the mean reward of a sampled sentence
 */
type Learn = (own: Example[], pictures: Example[], random: () => number, sources: Sources) => Promise<number>;

const wordsIn = (pictures: Example[]) =>
  pictures.reduce((sum, { captions }) => sum + captions.flat().length + captions.length, 0);

export function createShare(job: ShareJob): Record<PhaseName, Learn> {
  const { worker, gpu, architecture, settings, state, examples } = job;
  const layout = layoutOf(job.shapes);
  const masked: Masked = { hidden: hiddenOf(layout), attends: architecture.attends };
  const gradient = state.gradients[worker];
  const learnerOf = (
    batch: Batch,
    random: () => number,
    own: Pick<Settings, 'dropout' | 'labelSmoothing' | 'temperature'>,
  ) => ({
    architecture,
    settings: own,
    layout,
    parameters: state.parameters,
    masks: maskWords(masked, batch, own.dropout, random),
  });
  const fromCaptions = { ...settings, temperature: 1 };
  const fromSamples = { dropout: settings.selfCriticalDropout, labelSmoothing: 0, temperature: settings.temperature };
  const useBackend = () => tf.setBackend(gpu ? 'webgpu' : 'wasm');
  let tail: EncoderTail | undefined;
  let knowledge: Knowledge | undefined;
  let reward: ReturnType<typeof createReward> | undefined;

  return {
    async captions(own, pictures, random, sources) {
      useBackend();
      const batch = pack(own);
      const grid = readGrid(sources.pictures, batch.slots, drawViews(sources.pictures, own.length, random));
      const loss = await learn(learnerOf(batch, random, fromCaptions), batch, grid, wordsIn(pictures), gradient);
      grid.dispose();
      return loss / wordsIn(own);
    },

    async tail(own, pictures, random, { pictures: low, before }) {
      if (!before) throw new Error('the tail learns only where it is known what the encoder made of the pictures');
      tf.setBackend('wasm'); // its kernels are only there
      tail ??= createEncoderTail(viewsOf(state.parameters, layout), settings.tailFrom);
      knowledge ??= openKnowledge();
      const keep = knowledge.compare;
      const batch = pack(own);
      const views = drawViews(low, own.length, random);
      const [given, known] = [readGrid(low, batch.slots, views), readMeans(before, batch.slots, views)];
      const learner = learnerOf(batch, random, fromCaptions);
      const { loss } = await learnWithTail(learner, tail, batch, given, wordsIn(pictures), gradient, (features) =>
        keep(features, known, settings.keptKnowledge, pictures.length),
      );
      tf.dispose([given, known]);
      return loss / wordsIn(own);
    },

    async rewards(own, pictures, random, sources) {
      reward ??= createReward(examples);
      const rewardOf = reward;
      const slots = own.map(({ slot }) => slot);
      const views = drawViews(sources.pictures, own.length, random);
      const sampled = withDecoder(architecture, toArrays(state.parameters, layout), (decoder) => {
        const seen = lookAt(decoder, readGrid(sources.pictures, slots, views));
        const sentences = sampleSentences(seen, settings.samples, settings, random);
        seen.forget();
        return sentences;
      });
      const rewards = slots.map((slot, p) => sampled[p].map((words) => rewardOf(slot, words)));
      const weighted = slots.map((slot, p) => ({ slot, captions: sampled[p], weights: advantages(rewards[p]) }));
      const batch = pack(weighted);
      const tokens = (wordsIn(weighted) * pictures.length) / own.length; // the other workers' samples are as long on average
      useBackend();
      const given = readGrid(sources.pictures, slots, views);
      await learn(learnerOf(batch, random, fromSamples), batch, given, tokens, gradient);
      given.dispose();
      return mean(rewards.flat());
    },
  };
}

/** Knows the encoder's own classes as they are shipped. */
function openKnowledge(): Knowledge {
  const tree: LabelTree = JSON.parse(readFileSync(weightsFile('labels.json'), 'utf8'));
  return createKnowledge(readSafetensors(readBuffer(weightsFile('labels.safetensors'))), tree.temperature);
}

/** Lends `use` a decoder. On WASM, since it reads back at every word. */
export function withDecoder<T>(architecture: Architecture, arrays: NamedArrays, use: (decoder: TfjsDecoder) => T): T {
  tf.setBackend('wasm');
  const decoder = createDecoder(architecture, arrays);
  const result = use(decoder);
  decoder.dispose();
  return result;
}

/** Frees the grid. @param tail what the grid still has to go through */
export function lookAt(decoder: TfjsDecoder, grid: tf.Tensor2D, tail?: EncoderTail): Seen {
  const run = tail?.run(grid);
  const seen = decoder.look(run?.features ?? grid);
  run?.dispose();
  grid.dispose();
  return seen;
}
