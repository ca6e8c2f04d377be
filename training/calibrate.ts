// Measures when the network is right, sets from that what is said, and writes the error sheet and the model card. Runs in Node:
// npm run calibrate [-- --data FOLDER] [--photos FOLDER]; with --keep (npm run error-sheet), the sheet alone.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Calibration } from '../model/decide.ts';
import { DEFAULT_PHOTOS, weightsFile, weightsFingerprint, writeAtomically } from './files.ts';
import { modelCard } from './report/card.ts';
import { errorFigures } from './report/error-figures.ts';
import { errorSheet } from './report/error-sheet.ts';
import { fitCalibration } from './silence/fit-calibration.ts';
import { observeEverything } from './silence/observe.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { data: text, photos: text, keep: { type: 'boolean' } } });

async function calibrate(): Promise<void> {
  const observed = await observeEverything(values.data, values.photos ?? DEFAULT_PHOTOS);
  const calibration = values.keep ? readCalibration() : fitCalibration(observed, weightsFingerprint());
  if (!values.keep) writeAtomically(weightsFile('calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`);
  const figures = errorFigures(observed, calibration);
  for (const [file, content] of Object.entries(errorSheet(figures))) writeAtomically(weightsFile(file), content);
  writeAtomically(weightsFile('card.md'), modelCard());
  console.log(figures.steps, figures.photos, figures.kinds);
}

function readCalibration(): Calibration {
  const calibration: Calibration = JSON.parse(readFileSync(weightsFile('calibration.json'), 'utf8'));
  if (calibration.weights === weightsFingerprint()) return calibration;
  throw new Error('calibration.json belongs to other weights: npm run calibrate');
}

await calibrate().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
