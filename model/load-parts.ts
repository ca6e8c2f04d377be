// Makes what the captioner consists of from the files of weights/. Runs everywhere.
import type { Decoder } from './beam-search.ts';
import type { Calibration } from './decide.ts';
import { type Build, type Engine, startEngine } from './engine.ts';
import { createGate } from './gate.ts';
import { createLabeller, type LabelTree } from './labels.ts';
import { ReasonError } from './reasons.ts';
import { createRunner } from './runner.ts';
import { readMetadata, readSafetensors } from './safetensors.ts';
import { createWasmDecoder } from './wasm-decoder.ts';
import type { Compute } from './webgpu.ts';
import { WEIGHT_FILES } from './weight-files.ts';
import { createWordDetectors } from './word-detectors.ts';

export interface LoadOptions {
  /** Reads one of the files of model/weights/. */
  weights(file: string): Promise<ArrayBuffer>;
  /** Fetches a build of the kernels (scripts/build-kernels.ts). */
  kernels(build: Build): Promise<BufferSource>;
  compute: Compute;
  /** Whether products are of bytes; what is faster, where nothing is said. */
  bytes?: boolean;
  /** Makes of decoder.safetensors another decoder than the shipped one, or nothing. */
  otherDecoder?(file: ArrayBuffer): Promise<Decoder<Float32Array> | undefined>;
}

/** The contents of model.json. */
export interface ModelSettings {
  beams: number;
  maximumWords: number;
}

/**
 * Each part is made as soon as its files are there, while others are on their way.
 * @throws ReasonError 'no-weights' when a file is missing or damaged
 */
export async function loadParts({ weights, kernels, compute, bytes, otherDecoder }: LoadOptions) {
  const starting = startEngine(kernels, bytes);
  const make = async <T>(part: (engine: Engine, ...files: ArrayBuffer[]) => T | Promise<T>, ...names: string[]) => {
    const reading = Promise.all(names.map(weights)).catch(noWeights);
    const [engine, files] = await Promise.all([starting, reading]);
    try {
      return await part(engine, ...files);
    } catch (cause) {
      return noWeights(cause);
    }
  };
  const [runner, decoder, gate, detectors, labeller, vocabulary, settings, calibration] = await Promise.all([
    make((engine, file) => createRunner(readSafetensors(file), compute, engine), WEIGHT_FILES.encoder),
    make(async (engine, file) => (await otherDecoder?.(file)) ?? shippedDecoder(engine, file), WEIGHT_FILES.decoder),
    make((engine, file) => createGate(engine, readSafetensors(file)), WEIGHT_FILES.gate),
    make(createWordDetectors, WEIGHT_FILES.detectors),
    make(
      (engine, arrays, tree) => createLabeller(engine, readSafetensors(arrays), parse<LabelTree>(tree)),
      ...[WEIGHT_FILES.labels, WEIGHT_FILES.labelTree],
    ),
    make((_, file) => parse<string[]>(file), WEIGHT_FILES.vocabulary),
    make((_, file) => parse<ModelSettings>(file), WEIGHT_FILES.settings),
    make((_, file) => parse<Calibration>(file), WEIGHT_FILES.calibration),
  ]);
  return { engine: await starting, runner, decoder, gate, detectors, labeller, vocabulary, settings, calibration };
}

const SHIPPED = 'attend';

/** @throws Error where the weights are of another architecture */
function shippedDecoder(engine: Engine, file: ArrayBuffer): Decoder<Float32Array> {
  const { architecture = SHIPPED } = readMetadata(file);
  if (architecture === SHIPPED) return createWasmDecoder(engine, readSafetensors(file));
  throw new Error(`these weights are for the architecture "${architecture}", and only "${SHIPPED}" can be used here`);
}

const parse = <T>(file: ArrayBuffer): T => JSON.parse(new TextDecoder().decode(file));

function noWeights(cause: unknown): never {
  throw new ReasonError('no-weights', { cause });
}
