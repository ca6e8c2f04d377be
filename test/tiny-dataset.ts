// Flickr8k in small: four plain pictures with two captions each, which are training and dev split at once. Runs in Node.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';

const COLOURS = ['red', 'green', 'blue', 'white'];

/**
 * Writes the two archives into `folder`, with faults if asked: further names in the training split, further caption lines,
 * further pictures of the training split that are none.
 */
export async function writeTinyDataset(
  folder: string,
  faults: { names: string[]; lines: string[]; broken: string[] } = { names: [], lines: [], broken: [] },
): Promise<void> {
  const pictures: Record<string, Uint8Array> = {};
  for (const background of COLOURS) {
    const create = { width: 40, height: 30, channels: 3, background } as const;
    pictures[`Flicker8k_Dataset/${background}.jpg`] = await sharp({ create }).jpeg().toBuffer();
  }
  const bytes = (lines: string[]) => new TextEncoder().encode(lines.join('\n'));
  for (const name of faults.broken) pictures[`Flicker8k_Dataset/${name}`] = bytes(['no picture']);
  const names = COLOURS.map((colour) => `${colour}.jpg`);
  const captions = COLOURS.flatMap((colour) => [
    `${colour}.jpg#0\tA ${colour} wall .`,
    `${colour}.jpg#1\tA ${colour} wall is here .`,
  ]);
  const texts = {
    'Flickr8k.token.txt': bytes([...captions, ...faults.broken.map((name) => `${name}#0\tA wall .`), ...faults.lines]),
    'Flickr_8k.trainImages.txt': bytes([...names, ...faults.names, ...faults.broken]),
    'Flickr_8k.devImages.txt': bytes(names),
    'Flickr_8k.testImages.txt': bytes(names),
  };
  writeFileSync(join(folder, 'Flickr8k_Dataset.zip'), zipSync(pictures));
  writeFileSync(join(folder, 'Flickr8k_text.zip'), zipSync(texts));
}
