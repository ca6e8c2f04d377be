// Shows the networks the pictures that calibration and the error sheet are made from. Runs in Node.
import { type Captioner, load } from '../../model/captioner.ts';
import type { Observation } from '../../model/decide.ts';
import { buildKernels } from '../../scripts/build-kernels.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { mapWithProgress } from '../../scripts/progress.ts';
import { openFolder } from '../data/archive.ts';
import { devHalf, openFlickr8k } from '../data/captions.ts';
import { readBuffer, weightsFile } from '../files.ts';
import { drawGraphic, FAMILIES, renderGraphic } from '../graphics/families.ts';
import { isNamedByClass } from './honest.ts';

export interface Seen {
  file: string;
  observation: Observation;
  /** Which half of its kind of pictures: one chooses and fits, the other is kept apart for setting and reporting. */
  half: 'choose' | 'calibrate';
}

/** A picture with its human captions. */
export interface Captioned extends Seen {
  captions: string[];
}

/** A drawn graphic; `file` is its family. */
export interface SeenGraphic extends Seen {
  kind: string;
}

export interface Observed {
  /** Flickr8k's dev split. */
  dev: Captioned[];
  /** Photographs unlike those; the file names begin with the id of the class. */
  photos: Seen[];
  /** Never those that the gate is fitted to: another seed. */
  graphics: SeenGraphic[];
}

/** The gate is fitted to graphics of seed 1. */
const SEED = 2;
const GRAPHICS_PER_FAMILY = 10;

/** About five minutes on one core. calibration.json is not read, so it need not exist. */
export async function observeEverything(data: string | undefined, photos: string): Promise<Observed> {
  const captioner = await load({
    weights: async (file) =>
      file === 'calibration.json' ? new TextEncoder().encode('{}').buffer : readBuffer(weightsFile(file)),
    kernels: async (build) => buildKernels(build, 'model'),
    compute: 'processor',
  });
  const observed = {
    dev: await observeDev(captioner, data),
    photos: await observePhotos(captioner, photos),
    graphics: await observeGraphics(captioner),
  };
  captioner.dispose();
  return observed;
}

async function observeDev(captioner: Captioner, data?: string): Promise<Captioned[]> {
  const { files, images, captions } = await openFlickr8k('dev', data);
  const seen = await mapWithProgress('looking at dev', files, async (file) => ({
    file,
    half: devHalf(file),
    observation: await captioner.observe(await readPixels(await images.read(file))),
    captions: captions.get(file) ?? [],
  }));
  images.close();
  return seen;
}

async function observePhotos(captioner: Captioner, folder: string): Promise<Seen[]> {
  const { names, read } = await openFolder(folder);
  const photos = names.filter(isNamedByClass).sort();
  return mapWithProgress('looking at other photos', photos, async (file) => ({
    file,
    half: devHalf(file),
    observation: await captioner.observe(await readPixels(await read(file))),
  }));
}

function observeGraphics(captioner: Captioner): Promise<SeenGraphic[]> {
  const indices = Array.from({ length: FAMILIES.length * GRAPHICS_PER_FAMILY }, (_, i) => i);
  return mapWithProgress('looking at graphics', indices, async (index) => {
    const graphic = drawGraphic(index, SEED);
    const observation = await captioner.observe(await renderGraphic(graphic));
    return { file: graphic.family, kind: graphic.kind, half: 'calibrate' as const, observation };
  });
}
