// The end of a run: rounds the best weights, fits the word detectors, writes the files beside them. Runs in Node.
import { join } from 'node:path';
import type { ModelSettings } from '../../model/captioner.ts';
import { averageRegions, REGIONS } from '../../model/encoder.ts';
import { GOLDEN_MEANS, goldenPixels, meanOfFeatures } from '../../model/golden.ts';
import { type NamedArrays, readMetadata, readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { createWasmEncoder } from '../../model/wasm-encoder.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';
import { showProgress } from '../../scripts/progress.ts';
import type { Architecture } from '../architectures/architecture.ts';
import type { Archive } from '../data/archive.ts';
import { type Features, openGrids, poolPictures } from '../encoding/named-features.ts';
import { readView } from '../encoding/picture-views.ts';
import { startFastWasm } from '../fast-tfjs/start.ts';
import { BACKBONE, readBuffer, WEIGHTS, writeAtomically } from '../files.ts';
import type { Example } from '../learning/batches.ts';
import { compress, FINENESS } from '../rounding/compress.ts';
import { decoderMoments, encoderMoments } from '../rounding/layer-inputs.ts';
import type { Settings } from '../settings.ts';
import { fitDetectors } from '../silence/fit-detectors.ts';

export interface Finish {
  /** Folder for the new weights. */
  out: string;
  /** The decoder of the best epoch, with the tuned blocks. */
  best: string;
  architecture: Architecture;
  settings: Settings;
  vocabulary: string[];
  /** Made with the tuned encoder. */
  features: Features;
  training: { images: Archive; files: string[]; captions: Map<string, string[]> };
  /** As word ids, in the order of the files. */
  examples: Example[];
}

/** Pictures that rounding looks at: 10,000 regions, for at most 1,280 inputs. */
const TYPICAL = 128;

/** Writes decoder, encoder, vocabulary, word detectors and model.json to `out`. */
export async function finishRun(finish: Finish): Promise<void> {
  const { out, best, settings, vocabulary, features, training } = finish;
  await startFastWasm();
  const write = (name: string, data: Uint8Array | string) => writeAtomically(join(out, name), data);
  const detectors = fitDetectors(
    poolPictures(features, training.files, averageRegions),
    training.files.map((name) => training.captions.get(name) ?? []),
  );
  const { beams, maximumWords } = settings;
  const model: ModelSettings = { beams, maximumWords };
  write('model.json', `${JSON.stringify(model, null, 2)}\n`);
  write('detectors.safetensors', detectors);
  write('vocabulary.json', JSON.stringify(vocabulary));
  const [file, published] = [readBuffer(best), readBuffer(BACKBONE)];
  const metadata = readMetadata(file);
  const { decoder, encoder } = await rounded(splitNetwork(readSafetensors(file), readSafetensors(published)), finish);
  write('decoder.safetensors', writeSafetensors(decoder, 'F16', metadata));
  write('encoder.safetensors', writeSafetensors(encoder, 'F16', { ...readMetadata(published), tuned: metadata.name }));
  const next =
    out === WEIGHTS
      ? 'what it sees and says must be measured anew: npm run make-gate, npm run calibrate'
      : `npm run evaluate -- --weights ${out}`;
  console.error(`done; ${next}`);
}

interface WholeNetwork {
  decoder: NamedArrays;
  encoder: NamedArrays;
}

/** Rounds both, so that they do the same with training pictures as before. */
async function rounded({ decoder, encoder }: WholeNetwork, finish: Finish): Promise<WholeNetwork> {
  const { architecture, features, training, examples } = finish;
  const apart = Math.ceil(examples.length / TYPICAL);
  const typical = [...examples.keys()].filter((index) => index % apart === 0);
  const grids = openGrids(features);
  const told = typical.map((i) => ({ grid: grids.read(training.files[i]).slice(), captions: examples[i].captions }));
  grids.close();
  const ofDecoder = decoderMoments(architecture, decoder, told);
  const ofEncoder = await encoderMoments(encoder, readPictures(training, typical));
  return {
    decoder: compress(decoder, FINENESS.decoder, ofDecoder),
    encoder: await withGolden(compress(encoder, FINENESS.encoder, ofEncoder)),
  };
}

/** Adds what other backends must compute as well. */
export async function withGolden(encoder: NamedArrays): Promise<NamedArrays> {
  const features = createWasmEncoder(await startNodeEngine(false), encoder).encode(goldenPixels());
  return new Map([...encoder, [GOLDEN_MEANS, { shape: [REGIONS], values: meanOfFeatures(features) }]]);
}

async function* readPictures({ images, files }: Finish['training'], indices: number[]): AsyncIterable<Uint8Array> {
  const progress = showProgress('looking at what is rounded', indices.length, 'pictures');
  for (const index of indices) {
    yield readView(await images.read(files[index]), 'plain', files[index]);
    progress.step();
  }
  progress.stop();
}

/** What was trained, as decoder and whole encoder. */
function splitNetwork(trained: NamedArrays, backbone: NamedArrays): WholeNetwork {
  return {
    decoder: new Map([...trained].filter(([name]) => !backbone.has(name))),
    encoder: new Map([...backbone].map(([name, array]) => [name, trained.get(name) ?? array])),
  };
}
