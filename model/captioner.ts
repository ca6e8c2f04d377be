// Pixels in, words out: the only public face of the network. Runs in the hidden page, in Node and in tests; knows no browser API.
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, type Compute, startWasm, startWebgpu, webgpuObstacle } from './backend.ts';
import { type Beam, beamSearch, meanLogProbability } from './beam-search.ts';
import { createDecoder } from './decoder.ts';
import { createEncoder, type Encoder, FEATURES, REGIONS } from './encoder.ts';
import { createGate } from './gate.ts';
import { goldenDifference, goldenPixels } from './golden.ts';
import { INPUT_LENGTH } from './preprocess.ts';
import { type Reason, ReasonError } from './reasons.ts';
import { readSafetensors } from './safetensors.ts';

export type { BackendName, Compute } from './backend.ts';

export interface Word {
  word: string;
  /** Probability of this word given the picture and the words before it, 0–1. */
  probability: number;
}

export interface Sentence {
  text: string;
  words: Word[];
  /** 0–1: geometric mean of the word probabilities, the end of the sentence included. */
  confidence: number;
}

/** What is said of one picture. `text` is null when Inkling keeps quiet; `reason` then says why. */
export interface Description {
  text: string | null;
  reason?: Reason;
  confidence: number;
  words: Word[];
  /** The other beams, best first. */
  alternatives: Sentence[];
  /** What computed the encoder; null when the picture never reached it. */
  backend: BackendName | null;
  milliseconds: number;
}

/** A description with the network's own sentence beside what is said: for scoring only. */
export type FullDescription = Description & { sentence: Sentence };

export interface LoadOptions {
  /** Reads one of the files of model/weights/. */
  weights(file: string): Promise<ArrayBuffer>;
  /** URL prefix or folder of tfjs's .wasm files, with its slash. */
  wasmPath: string;
  compute: Compute;
}

export interface Captioner {
  backend: BackendName;
  /** Why this backend: a sentence for the options page and logs. */
  why: string;
  /**
   * @param pixels [260, 260, 3] RGB bytes, from `toPixels`.
   * @throws ReasonError 'cancelled' when `signal` aborts, 'model-failed' for anything else.
   */
  describe(pixels: Uint8Array, options?: { signal?: AbortSignal }): Promise<FullDescription>;
  dispose(): void;
}

/** The contents of model.json. */
export interface ModelSettings {
  beams: number;
  maximumWords: number;
  /** Sentences with less confidence are not said. */
  minimumConfidence: number;
  /** Pictures further than this from the training pictures are not described (see gate.ts). */
  maximumStrangeness: number;
}

/**
 * Loads the weights and starts the backends; one description at a time afterwards.
 * @throws ReasonError 'no-weights' when a file is missing or damaged.
 */
export async function load({ weights, wasmPath, compute }: LoadOptions): Promise<Captioner> {
  await startWasm(wasmPath);
  const files = await readWeights(weights);
  const decoder = createDecoder(files.decoder);
  const gate = createGate(files.gate);
  let runner = await createRunner(files.encoder, compute);

  const encode = async (pixels: Uint8Array): Promise<Float32Array> => {
    try {
      return await runner.encode(pixels);
    } catch (cause) {
      if (runner.backend === 'wasm') throw cause;
      runner.dispose();
      runner = onProcessor(files.encoder, `the graphics card failed (${(cause as Error).message})`);
      return runner.encode(pixels);
    }
  };

  const describe = async (pixels: Uint8Array, signal?: AbortSignal): Promise<FullDescription> => {
    if (pixels.length !== INPUT_LENGTH) throw new RangeError(`expected ${INPUT_LENGTH} bytes, got ${pixels.length}`);
    const started = performance.now();
    signal?.throwIfAborted();
    const features = await encode(pixels); // [81·1280]
    signal?.throwIfAborted();
    tf.setBackend('wasm');
    const strange = gate.strangeness(features) > files.settings.maximumStrangeness;
    const grid = tf.tensor2d(features, [REGIONS, FEATURES]);
    const seen = decoder.look(grid);
    const [beams] = beamSearch(decoder, seen, files.settings.beams, files.settings.maximumWords);
    decoder.forget(seen);
    grid.dispose();
    const [sentence, ...alternatives] = beams.map((beam) => toSentence(beam, files.vocabulary));
    const unsure = sentence.words.length === 0 || sentence.confidence < files.settings.minimumConfidence;
    const reason: Reason | undefined = strange ? 'unfamiliar' : unsure ? 'unsure' : undefined;
    return {
      text: reason ? null : sentence.text,
      ...(reason && { reason }),
      confidence: sentence.confidence,
      words: sentence.words,
      alternatives,
      sentence,
      backend: runner.backend,
      milliseconds: performance.now() - started,
    };
  };

  return {
    get backend() {
      return runner.backend;
    },
    get why() {
      return runner.why;
    },
    describe: async (pixels, { signal } = {}) => {
      try {
        return await describe(pixels, signal);
      } catch (cause) {
        throw new ReasonError(signal?.aborted ? 'cancelled' : 'model-failed', { cause });
      }
    },
    dispose() {
      runner.dispose();
      decoder.dispose();
    },
  };
}

async function readWeights(weights: LoadOptions['weights']) {
  const json = async (file: string) => JSON.parse(new TextDecoder().decode(await weights(file)));
  const arrays = async (file: string) => readSafetensors(await weights(file));
  try {
    const [encoder, decoder, gate, vocabulary, settings] = await Promise.all([
      arrays('encoder.safetensors'),
      arrays('decoder.safetensors'),
      arrays('gate.safetensors'),
      json('vocabulary.json') as Promise<string[]>,
      json('model.json') as Promise<ModelSettings>,
    ]);
    return { encoder, decoder, gate, vocabulary, settings };
  } catch (cause) {
    throw new ReasonError('no-weights', { cause });
  }
}

/** The encoder on one backend. */
interface Runner {
  backend: BackendName;
  why: string;
  /** → features [81·1280] in ordinary memory. */
  encode(pixels: Uint8Array): Promise<Float32Array>;
  dispose(): void;
}

type EncoderArrays = Parameters<typeof createEncoder>[0];

/** The graphics card where there is one that computes the golden picture right, else the processor. */
async function createRunner(arrays: EncoderArrays, compute: Compute): Promise<Runner> {
  const obstacle = await webgpuObstacle(compute);
  if (obstacle) return onProcessor(arrays, obstacle);
  try {
    await startWebgpu();
    const runner = run(createEncoder(arrays), 'webgpu', 'the graphics card passed its test');
    const difference = goldenDifference(await runner.encode(goldenPixels()));
    if (difference === null) return runner;
    runner.dispose();
    return onProcessor(arrays, `the graphics card computes wrong numbers (${difference})`);
  } catch (error) {
    return onProcessor(arrays, `the graphics card could not be started (${(error as Error).message})`);
  }
}

function onProcessor(arrays: EncoderArrays, why: string): Runner {
  tf.setBackend('wasm');
  return run(createEncoder(arrays), 'wasm', why);
}

function run(encoder: Encoder, backend: BackendName, why: string): Runner {
  return {
    backend,
    why,
    async encode(pixels) {
      tf.setBackend(backend);
      const grid = encoder.encode(pixels);
      const features = await grid.data<'float32'>();
      grid.dispose();
      return features;
    },
    dispose: () => encoder.dispose(),
  };
}

function toSentence(beam: Beam, vocabulary: string[]): Sentence {
  const words = beam.words.map((id, i) => ({ word: vocabulary[id], probability: Math.exp(beam.logProbabilities[i]) }));
  return {
    text: words.map(({ word }) => word).join(' '),
    words,
    confidence: Math.exp(meanLogProbability(beam)),
  };
}
