// The end of a run: fits the gate, chooses the cut-offs on the calibration half of dev, writes everything that ships. Runs in Node.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { startWasm } from '../model/backend.ts';
import { beamSearch, meanLogProbability } from '../model/beam-search.ts';
import type { ModelSettings } from '../model/captioner.ts';
import { createDecoder } from '../model/decoder.ts';
import { FEATURES, REGIONS } from '../model/encoder.ts';
import { createGate, type Gate, poolFeatures } from '../model/gate.ts';
import { readSafetensors, writeSafetensors } from '../model/safetensors.ts';
import { devHalf } from './captions.ts';
import { type Calibrated, chooseCutOffs, contentWordsRight } from './cut-offs.ts';
import type { Features } from './encode.ts';
import { FeatureFile, GRID } from './features.ts';
import { readBuffer, WASM_PATH, writeAtomically } from './files.ts';
import { fitGate } from './fit-gate.ts';
import { showProgress } from './progress.ts';
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
  dev: string[];
  captions: Map<string, string[]>;
}

/** Writes decoder, vocabulary, gate and model.json to `out`. */
export async function finishRun({
  out,
  best,
  settings,
  vocabulary,
  features,
  training,
  dev,
  captions,
}: Finish): Promise<void> {
  await startWasm(WASM_PATH);
  const file = new FeatureFile(features.path, features.slots.size);
  const read = (name: string) => {
    const floats = new Float32Array(GRID);
    file.read(features.slots.get(name) as number, floats);
    return floats;
  };
  const gateArrays = fitGate(poolAll(training, read));
  const calibration = dev.filter((name) => devHalf(name) === 'calibrate');
  const describe = describer(best, settings, vocabulary);
  const gate = createGate(gateArrays);
  const progress = showProgress('choosing cut-offs', calibration.length, 'pictures');
  const measured = calibration.map((name) => {
    progress.step();
    return measure(read(name), captions.get(name) ?? [], gate, describe);
  });
  progress.stop();
  file.close();

  const cutOffs = chooseCutOffs(measured);
  console.error(cutOffs.summary);
  const { beams, maximumWords } = settings;
  const { maximumStrangeness, minimumConfidence } = cutOffs;
  const model: ModelSettings = { beams, maximumWords, minimumConfidence, maximumStrangeness };
  writeAtomically(join(out, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  writeAtomically(join(out, 'gate.safetensors'), writeSafetensors(gateArrays, 'F32'));
  writeAtomically(join(out, 'vocabulary.json'), JSON.stringify(vocabulary));
  copyFileSync(best, join(out, 'decoder.safetensors'));
}

/** Pooled features of many pictures as one array [n·1280]. */
function poolAll(names: string[], read: (name: string) => Float32Array): Float32Array {
  const pooled = new Float32Array(names.length * FEATURES);
  names.forEach((name, i) => {
    pooled.set(poolFeatures(read(name)), i * FEATURES);
  });
  return pooled;
}

type Describe = (grid: Float32Array) => { words: string[]; confidence: number };

function describer(weights: string, { beams, maximumWords }: Settings, vocabulary: string[]): Describe {
  const decoder = createDecoder(readSafetensors(readBuffer(weights)));
  return (features) => {
    const grid = tf.tensor2d(features, [REGIONS, FEATURES]);
    const seen = decoder.look(grid);
    const [[beam]] = beamSearch(decoder, seen, beams, maximumWords);
    decoder.forget(seen);
    grid.dispose();
    return { words: beam.words.map((id) => vocabulary[id]), confidence: Math.exp(meanLogProbability(beam)) };
  };
}

function measure(features: Float32Array, captions: string[], gate: Gate, describe: Describe): Calibrated {
  const { words, confidence } = describe(features);
  return { strangeness: gate.strangeness(features), confidence, ...contentWordsRight(words, captions) };
}
