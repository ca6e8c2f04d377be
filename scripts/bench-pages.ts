// The pages that bench-page.ts opens: many pictures, many names, large pictures. Runs in Node.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
export const IMAGES = 10_000;
/** Just below two megapixels: the largest picture that is read in the page as a matter of course. */
const LARGE = { width: 1730, height: 1150 };
export const LARGES = 12;
/** On a page full of different pictures. */
export const DIFFERENT = 60;

const html = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">
  <style>img, canvas { width: 300px; height: 200px }</style>${body}`;
const repeat = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join('\n');

/** The ways in which authors name pictures or say that they mean nothing, in turn. */
const NAMED = [
  (src: string) => `<img src="${src}" alt="A cat on a wall">`,
  (src: string) => `<img src="${src}" alt="">`,
  (src: string) => `<figure><img src="${src}"><figcaption>A cat <b>on</b> a wall</figcaption></figure>`,
  (src: string) => `<a href="#"><div><img src="${src}"></div><h2>A cat</h2><p>on a wall</p></a>`,
  (src: string) => `<p id="words">A cat on a wall</p><img src="${src}" aria-labelledby="words">`,
  (src: string) => `<button><img src="${src}"> Buy</button>`,
];

/** File name → what is measured on it. */
const PAGES = {
  // Out of reach below the first screens: they are found, and their boxes are looked at, but no names.
  'find.html': html(
    `<div style="height: 5000px"></div>${repeat(IMAGES, (i) => `<div><img src="cat.jpg#${i}"></div>`)}`,
  ),
  'names.html': html(repeat(IMAGES, (i) => NAMED[i % NAMED.length](`cat.jpg#${i}`))),
  'pixels.html': html(repeat(LARGES, (i) => `<img src="large.jpg?${i}">`)),
  'canvas.html': html(`<canvas width="${LARGE.width}" height="${LARGE.height}" tabindex="0"></canvas>`),
  'stream.html': html(''),
  'different.html': html(repeat(DIFFERENT, (i) => `<img src="${i}.jpg">`)),
  'others.html': html(repeat(DIFFERENT, (i) => `<img src="other-${i}.jpg">`)),
  'blank.html': html(''),
};

/** Parts of photographs, of the size that pages usually show. */
const PHOTOS = ['astronaut', 'cat', 'coffee', 'palace', 'rocket'];

function cutOut(i: number) {
  const at = Math.floor(i / PHOTOS.length);
  return sharp(path(`sample/${PHOTOS[i % PHOTOS.length]}.jpg`))
    .resize(960, 640, { fit: 'cover' })
    .extract({ left: 25 * at, top: 15 * at, width: 600, height: 400 });
}

/** Writes the pages and their pictures into a new folder. @returns the folder */
export async function makePages(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-bench-'));
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(join(folder, name), text);
  const cat = sharp(path('sample/cat.jpg'));
  await cat.clone().resize(300, 200).toFile(join(folder, 'cat.jpg'));
  await cat.resize(LARGE.width, LARGE.height, { fit: 'fill' }).toFile(join(folder, 'large.jpg'));
  for (let i = 0; i < DIFFERENT; i++) {
    await cutOut(i).toFile(join(folder, `${i}.jpg`));
    await cutOut(i)
      .flop()
      .toFile(join(folder, `other-${i}.jpg`));
  }
  return folder;
}
