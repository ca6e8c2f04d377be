// Writes training/backbone.safetensors (float16, without the ImageNet classifier) from the published EfficientNet-Lite2 weights.
// Usage: npx tsx training/encoding/import-backbone.ts FOLDER_WITH_efficientnet-lite2.safetensors
import { readFileSync, writeFileSync } from 'node:fs';
import { readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { BACKBONE } from '../files.ts';

const folder = process.argv[2] ?? '../shared/backbone';
const file = readFileSync(`${folder}/efficientnet-lite2.safetensors`);
const arrays = readSafetensors(new Uint8Array(file).buffer);
for (const name of [...arrays.keys()]) if (name.startsWith('classifier')) arrays.delete(name);
const metadata = { source: 'EfficientNet-Lite2, Google (Apache-2.0), batch norm folded', layout: 'HWIO' };
writeFileSync(BACKBONE, writeSafetensors(arrays, 'F16', metadata));
