// The end of a run: fits what only needs the training pictures' features, writes the files beside the decoder. Runs in Node.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWasm } from '../model/backend.ts';
import type { ModelSettings } from '../model/captioner.ts';
import { averageRegions, FEATURES } from '../model/encoder.ts';
import { poolFeatures } from '../model/gate.ts';
import { writeSafetensors } from '../model/safetensors.ts';
import type { Features } from './encode.ts';
import { FeatureFile, GRID } from './features.ts';
import { WASM_PATH, writeAtomically } from './files.ts';
import { fitDetectors } from './fit-detectors.ts';
import { fitGate } from './fit-gate.ts';
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

/** Writes decoder, vocabulary, gate, word detectors and model.json to `out`. */
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
  const file = new FeatureFile(features.path, features.slots.size);
  const all = (pool: (features: Float32Array) => Float32Array) => {
    const pooled = new Float32Array(training.length * FEATURES);
    const floats = new Float32Array(GRID);
    training.forEach((name, i) => {
      file.read(features.slots.get(name) as number, floats);
      pooled.set(pool(floats), i * FEATURES);
    });
    return pooled;
  };
  const gate = fitGate(all(poolFeatures));
  const detectors = fitDetectors(
    all(averageRegions),
    training.map((name) => captions.get(name) ?? []),
  );
  file.close();
  const { beams, maximumWords } = settings;
  const model: ModelSettings = { beams, maximumWords };
  writeAtomically(join(out, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  writeAtomically(join(out, 'gate.safetensors'), writeSafetensors(gate, 'F32'));
  writeAtomically(join(out, 'detectors.safetensors'), detectors);
  writeAtomically(join(out, 'vocabulary.json'), JSON.stringify(vocabulary));
  copyFileSync(best, join(out, 'decoder.safetensors'));
  console.error('done; what is said must be measured anew: npm run calibrate');
}
