// Looks at Flickr8k, other photographs and drawn graphics, and fits the gate to them. Runs in Node, about seven minutes:
// npm run make-gate [-- --data FOLDER] [--photos FOLDER]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { averageRegions } from '../model/encoder.ts';
import { gateInputs, toUnitLength } from '../model/gate.ts';
import type { LabelTree } from '../model/labels.ts';
import { createPixelStatistics } from '../model/pixel-statistics.ts';
import { readSafetensors, writeSafetensors } from '../model/safetensors.ts';
import { createEncoder } from '../model/tfjs-encoder.ts';
import { readPixels } from '../scripts/image-file.ts';
import { startNodeEngine } from '../scripts/load-captioner.ts';
import { mapWithProgress } from '../scripts/progress.ts';
import { openFolder } from './data/archive.ts';
import { type Dataset, devHalf, openFlickr8k } from './data/captions.ts';
import { encodePictures } from './encoding/encode-pictures.ts';
import { openGrids, poolPictures } from './encoding/named-features.ts';
import { DEFAULT_DATA, DEFAULT_PHOTOS, readBuffer, weightsFile, writeAtomically } from './files.ts';
import { drawGraphic, FAMILIES, renderGraphic } from './graphics/families.ts';
import { DEFAULTS } from './settings.ts';
import { fitGate, type GateExamples } from './silence/fit-gate.ts';
import { isNamedByClass, mentionsOfPerson } from './silence/honest.ts';
import { startWasm } from './start-wasm.ts';

/** Every third picture of Flickr8k is enough: all of them change nothing. */
const EVERY = 3;
const GRAPHICS_PER_FAMILY = 36;
/** Two of the photographs that are none: screenshots of a web site and of a program. */
const NO_PHOTOS = /_(web_site|slide_rule)\./;

async function makeGate(data: string, photographs: string): Promise<void> {
  const training = await openFlickr8k('train', data);
  const dev = await openFlickr8k('dev', data);
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  const encoded = await encodePictures(pictures, DEFAULTS.workers);
  training.files = training.files.filter((name) => encoded.slots.has(name));
  await startWasm();
  const statisticsOf = createPixelStatistics(await startNodeEngine());
  const inputsOf = (features: Float32Array, pixels: Uint8Array) =>
    gateInputs(averageRegions(features), statisticsOf(pixels));
  const encoder = createEncoder(readSafetensors(readBuffer(weightsFile('encoder.safetensors'))));
  const look = (pixels: Uint8Array) => {
    const grid = encoder.encode(pixels);
    const features = grid.dataSync<'float32'>();
    grid.dispose();
    return inputsOf(features, pixels);
  };
  const grids = openGrids(encoded);
  const flickr = await lookAtFlickr(training, (name, pixels) => inputsOf(grids.read(name), pixels));
  const others = await lookAtPhotos(photographs, look);
  const graphics = await lookAtGraphics(look);
  encoder.dispose();
  const inputs = (some: Photo[]) => some.map((photo) => photo.inputs);
  const gate = fitGate({
    familiar: poolPictures(encoded, training.files, (features) => toUnitLength(averageRegions(features))),
    photographs: [inputs(flickr), inputs(others)],
    graphics,
    somebody: inputs(flickr.filter(({ person }) => person)),
    nobody: [flickr, others].map((sort) => inputs(sort.filter(({ person }) => person === false))),
  });
  grids.close();
  writeAtomically(weightsFile('gate.safetensors'), writeSafetensors(gate, 'F32'));
  console.error('done; what is said must be measured anew: npm run calibrate');
}

interface Photo {
  inputs: Float32Array;
  /** Undefined where nobody knows. */
  person?: boolean;
}

type Look = (pixels: Uint8Array) => Float32Array;
type LookAgain = (name: string, pixels: Uint8Array) => Float32Array;

/** A person is there if two people say so, and absent if none does. */
function lookAtFlickr({ files, images, captions }: Dataset, lookAgain: LookAgain): Promise<Photo[]> {
  const names = files.filter((_, i) => i % EVERY === 0);
  return mapWithProgress('Flickr8k for the gate', names, async (name) => {
    const said = mentionsOfPerson(captions.get(name));
    const person = said === 1 ? undefined : said > 1;
    return { inputs: lookAgain(name, await readPixels(await images.read(name))), person };
  });
}

/** Photographs of animals are taken to be without persons, though now and then somebody holds one up. */
async function lookAtPhotos(folder: string, look: Look): Promise<Photo[]> {
  const pictures = await openFolder(folder);
  const tree: LabelTree = JSON.parse(readFileSync(weightsFile('labels.json'), 'utf8'));
  const animals = new Set(tree.nodes.flatMap(({ id, animal, silent }) => (id && animal && !silent ? [id] : [])));
  const wanted = (name: string) => isNamedByClass(name) && devHalf(name) === 'choose' && !NO_PHOTOS.test(name);
  const names = pictures.names.filter(wanted).sort();
  return mapWithProgress('photographs for the gate', names, async (name) => {
    const inputs = look(await readPixels(await pictures.read(name)));
    return animals.has(name.slice(0, 9)) ? { inputs, person: false } : { inputs };
  });
}

function lookAtGraphics(look: Look): Promise<GateExamples['graphics']> {
  const indices = Array.from({ length: FAMILIES.length * GRAPHICS_PER_FAMILY }, (_, i) => i);
  return mapWithProgress('drawing graphics', indices, async (index) => {
    const graphic = drawGraphic(index);
    return { inputs: look(await renderGraphic(graphic)), kind: graphic.kind };
  });
}

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { data: text, photos: text } });
await makeGate(values.data ?? DEFAULT_DATA, values.photos ?? DEFAULT_PHOTOS).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
