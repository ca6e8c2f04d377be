// The end of a run: fits the word detectors, writes the files beside the decoder. Runs in Node.
import { join } from 'node:path';
import type { ModelSettings } from '../../model/captioner.ts';
import { averageRegions } from '../../model/encoder.ts';
import { type NamedArrays, readMetadata, readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { type Features, poolPictures } from '../encoding/features.ts';
import { BACKBONE, readBuffer, writeAtomically } from '../files.ts';
import { startFastWasm } from '../learning/own-kernels.ts';
import type { Settings } from '../settings.ts';
import { fitDetectors } from '../silence/fit-detectors.ts';

export interface Finish {
  /** Folder for the new weights. */
  out: string;
  /** The decoder of the best epoch. */
  best: string;
  settings: Settings;
  vocabulary: string[];
  features: Features;
  training: string[];
  captions: Map<string, string[]>;
}

/** Writes decoder, encoder, vocabulary, word detectors and model.json to `out`. */
export async function finishRun({
  out,
  best,
  settings,
  vocabulary,
  features,
  training,
  captions,
}: Finish): Promise<void> {
  await startFastWasm();
  const detectors = fitDetectors(
    poolPictures(features, training, averageRegions),
    training.map((name) => captions.get(name) ?? []),
  );
  const { beams, maximumWords } = settings;
  const model: ModelSettings = { beams, maximumWords };
  writeAtomically(join(out, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  writeAtomically(join(out, 'detectors.safetensors'), detectors);
  writeAtomically(join(out, 'vocabulary.json'), JSON.stringify(vocabulary));
  const file = readBuffer(best);
  const metadata = readMetadata(file);
  const { decoder, encoder } = splitNetwork(readSafetensors(file), readSafetensors(readBuffer(BACKBONE)));
  writeAtomically(join(out, 'decoder.safetensors'), writeSafetensors(decoder, 'F16', metadata));
  const ofBackbone = { ...readMetadata(readBuffer(BACKBONE)), tuned: metadata.name };
  writeAtomically(join(out, 'encoder.safetensors'), writeSafetensors(encoder, 'F16', ofBackbone));
  console.error('done; what it sees and says must be measured anew: npm run make-gate, npm run calibrate');
}

/** What was trained, as decoder and whole encoder. */
function splitNetwork(trained: NamedArrays, backbone: NamedArrays): { decoder: NamedArrays; encoder: NamedArrays } {
  return {
    decoder: new Map([...trained].filter(([name]) => !backbone.has(name))),
    encoder: new Map([...backbone].map(([name, array]) => [name, trained.get(name) ?? array])),
  };
}
