// Pixels in, words out: the only public face of the network. Runs in the hidden page, in Node and in tests; knows no browser API.
import { type Beam, beamSearch, meanLogProbability } from './beam-search.ts';
import type { Carefulness } from './carefulness.ts';
import { choose, decide, inShort, type Observation } from './decide.ts';
import type { Description, Explanation, Sentence } from './description.ts';
import { averageRegions } from './encoder.ts';
import { explainWords, likeliestLabels, lookAlong, sentenceBehind } from './explain.ts';
import { type LoadOptions, loadParts } from './load-parts.ts';
import { INPUT_LENGTH } from './preprocess.ts';
import { ReasonError } from './reasons.ts';
import { type BackendName, onProcessor } from './runner.ts';
import { readSafetensors } from './safetensors.ts';
import { WEIGHT_FILES } from './weight-files.ts';
import { opinionOf } from './word-detectors.ts';

export type { Carefulness } from './carefulness.ts';
export type { Description, ExplainedWord, Explanation, Guess, Sentence, Word } from './description.ts';
export type { LoadOptions, ModelSettings } from './load-parts.ts';
export type { BackendName } from './runner.ts';
export type { Compute } from './webgpu.ts';

/** A description with the network's own sentence beside what is said: for scoring only. */
export type FullDescription = Description & { sentence: Sentence };

export interface Wish {
  signal?: AbortSignal;
  carefulness?: Carefulness;
}

export interface Captioner {
  backend: BackendName;
  /** Why this backend: a sentence for the options page and logs. */
  why: string;
  /**
   * @param pixels [260, 260, 3] RGB bytes, from `toPixels`.
   * @throws ReasonError 'cancelled' when `signal` aborts, 'model-failed' for anything else.
   */
  describe(pixels: Uint8Array, options?: Wish): Promise<FullDescription>;
  /** What `describe` says, and how it came about. Same errors. */
  explain(pixels: Uint8Array, options?: Wish): Promise<Explanation>;
  /** What `describe` decides from; for calibration. Same errors. */
  observe(pixels: Uint8Array, options?: { signal?: AbortSignal }): Promise<Observation>;
  dispose(): void;
}

/**
 * Loads the weights and starts the backends; one description at a time afterwards.
 * @throws ReasonError 'no-weights' when a file is missing or damaged.
 */
export async function load(options: LoadOptions): Promise<Captioner> {
  const parts = await loadParts(options);
  const { engine, decoder, gate, detectors, labeller, vocabulary, settings, calibration } = parts;
  let { runner } = parts;

  const encode = async (pixels: Uint8Array): Promise<Float32Array> => {
    try {
      return await runner.encode(pixels);
    } catch (cause) {
      if (runner.backend === 'wasm') throw cause;
      runner.dispose();
      const arrays = readSafetensors(await options.weights(WEIGHT_FILES.encoder));
      runner = onProcessor(arrays, engine, `the graphics card failed (${(cause as Error).message})`);
      return runner.encode(pixels);
    }
  };

  /** pixels → features [81·1280] */
  const look = async (pixels: Uint8Array, signal?: AbortSignal): Promise<Float32Array> => {
    if (pixels.length !== INPUT_LENGTH) throw new RangeError(`expected ${INPUT_LENGTH} bytes, got ${pixels.length}`);
    signal?.throwIfAborted();
    const features = await encode(pixels);
    signal?.throwIfAborted();
    return features;
  };

  const observe = async (pixels: Uint8Array, signal?: AbortSignal): Promise<Observation> =>
    observationOf(await look(pixels, signal), pixels);

  const observationOf = (features: Float32Array, pixels: Uint8Array): Observation => {
    const pooled = averageRegions(features); // [1280]
    const classes = labeller.probabilities(pooled); // [1000]
    return {
      verdict: gate.judge(pooled, pixels),
      sentences: caption(features),
      opinion: opinionOf(detectors, detectors.detect(pooled)),
      labels: (least) => labeller.labels(classes, least),
    };
  };

  /** features [81·1280] → sentences, best first. */
  const caption = (features: Float32Array): Sentence[] => {
    const seen = decoder.look(features);
    const [beams] = beamSearch(seen, settings.beams, settings.maximumWords);
    seen.forget();
    return beams.map((beam) => toSentence(beam, vocabulary));
  };

  const explain = async (pixels: Uint8Array, { signal, carefulness = 'normal' }: Wish): Promise<Explanation> => {
    const times = [performance.now()];
    const features = await look(pixels, signal);
    times.push(performance.now());
    const observation = observationOf(features, pixels);
    times.push(performance.now());
    const choice = choose(observation, calibration, carefulness);
    const description = inShort(choice, observation, calibration);
    times.push(performance.now());
    const [encoder, decoding, deciding] = times.slice(1).map((time, i) => time - times[i]);
    const seen = decoder.look(features);
    const words = sentenceBehind(choice, observation)?.words ?? [];
    const attention = lookAlong(
      seen,
      words.map(({ word }) => vocabulary.indexOf(word)),
    );
    seen.forget();
    return {
      ...description,
      sentence: explainWords(choice, observation, calibration, attention),
      labels: likeliestLabels(observation),
      backend: runner.backend,
      milliseconds: encoder + decoding + deciding,
      steps: { encoder, decoder: decoding, deciding },
    };
  };

  /** Whatever goes wrong becomes a ReasonError. */
  const withReason = async <T>(work: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw new ReasonError(signal?.aborted ? 'cancelled' : 'model-failed', { cause });
    }
  };

  return {
    get backend() {
      return runner.backend;
    },
    get why() {
      return runner.why;
    },
    observe: (pixels, { signal } = {}) => withReason(observe(pixels, signal), signal),
    async describe(pixels, { signal, carefulness = 'normal' } = {}) {
      const started = performance.now();
      const observation = await withReason(observe(pixels, signal), signal);
      return {
        ...decide(observation, calibration, carefulness),
        sentence: observation.sentences[0],
        backend: runner.backend,
        milliseconds: performance.now() - started,
      };
    },
    explain: (pixels, wish = {}) => withReason(explain(pixels, wish), wish.signal),
    dispose() {
      runner.dispose();
      decoder.dispose();
    },
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
