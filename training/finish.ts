// The end of a run: fits the word detectors, writes the files beside the decoder. Runs in Node.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWasm } from '../model/backend.ts';
import type { ModelSettings } from '../model/captioner.ts';
import { averageRegions } from '../model/encoder.ts';
import { type Features, poolPictures } from './features.ts';
import { WASM_PATH, writeAtomically } from './files.ts';
import { fitDetectors } from './fit-detectors.ts';
import type { Settings } from './settings.ts';

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

/** Writes decoder, vocabulary, word detectors and model.json to `out`. */
export async function finishRun({
  out,
  best,
  settings,
  vocabulary,
  features,
  training,
  captions,
}: Finish): Promise<void> {
  await startWasm(WASM_PATH);
  const detectors = fitDetectors(
    poolPictures(features, training, averageRegions),
    training.map((name) => captions.get(name) ?? []),
  );
  const { beams, maximumWords } = settings;
  const model: ModelSettings = { beams, maximumWords };
  writeAtomically(join(out, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  writeAtomically(join(out, 'detectors.safetensors'), detectors);
  writeAtomically(join(out, 'vocabulary.json'), JSON.stringify(vocabulary));
  copyFileSync(best, join(out, 'decoder.safetensors'));
  console.error('done; what is said must be measured anew: npm run calibrate');
}
