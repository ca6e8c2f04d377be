// npm run bench:page [-- --json]: what Inkling costs the pages that it is on, in a real browser. Runs in Node.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { ensureBrowser, openWithExtension } from './browser.ts';
import { type Cost, measureCost } from './page-cost.ts';
import { serve } from './serve.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const IMAGES = 10_000;
/** Just below two megapixels: the largest picture that is read in the page as a matter of course. */
const LARGE = { width: 1730, height: 1150 };
const ADDED_PER_SECOND = 100;
const SECONDS = 10;

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
  'pixels.html': html(
    repeat(12, (i) => `<img src="large.jpg?${i}">`) +
      `<canvas id="canvas" width="${LARGE.width}" height="${LARGE.height}" role="img"></canvas>`,
  ),
  'stream.html': html('<main></main>'),
};

/** Adds pictures all the time. @returns milliseconds between the frames that the page could draw */
const stream = (perSecond: number, seconds: number) => async (page: Page) =>
  page.evaluate(
    async ({ perSecond, seconds }) => {
      const frames: number[] = [];
      const end = performance.now() + 1000 * seconds;
      let [last, added] = [performance.now(), 0];
      while (last < end) {
        const now = await new Promise<number>((resume) => requestAnimationFrame(resume));
        frames.push(now - last);
        last = now;
        for (; added < ((seconds * 1000 - (end - now)) / 1000) * perSecond; added++) {
          const image = Object.assign(new Image(), { src: `cat.jpg#${added}` });
          document.querySelector('main')!.append(image);
        }
      }
      return frames;
    },
    { perSecond, seconds },
  );

interface Smoothness {
  /** Milliseconds between frames: the median and the 99th percentile. */
  median: number;
  slow: number;
  /** Fraction of frames that came more than one frame late. */
  late: number;
}

function smoothness(frames: number[]): Smoothness {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (fraction: number) => sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];
  return { median: at(0.5), slow: at(0.99), late: frames.filter((time) => time > 34).length / frames.length };
}

async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-bench-'));
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(join(folder, name), text);
  const cat = sharp(path('sample/cat.jpg'));
  await cat.clone().resize(300, 200).toFile(join(folder, 'cat.jpg'));
  await cat.resize(LARGE.width, LARGE.height, { fit: 'fill' }).toFile(join(folder, 'large.jpg'));
  const server = await serve(folder);
  const inkling = await openWithExtension(path('../dist/chrome-everywhere'), { headless: true });
  const plain = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
  const open = async (name: string, mostPerPage: number, during?: (page: Page) => Promise<unknown>): Promise<Cost> => {
    await inkling.worker.evaluate((mostPerPage) => chrome.storage.local.set({ mostPerPage }), mostPerPage);
    return measureCost(inkling.context, server.url + name, during);
  };
  try {
    await open('stream.html', 0); // the first page pays for starting up
    const find = await open('find.html', 0);
    const names = await open('names.html', 1);
    const pixels = await open('pixels.html', 50);
    let withInkling: number[] = [];
    const added = await open('stream.html', 50, async (page) => {
      withInkling = await stream(ADDED_PER_SECOND, SECONDS)(page);
    });
    const page = await plain.newPage();
    await page.goto(`${server.url}stream.html`);
    const without = await stream(ADDED_PER_SECOND, SECONDS)(page);
    return {
      images: IMAGES,
      find,
      names: { ...names, perImage: (names.total - find.total) / IMAGES },
      pixels,
      stream: { ...added, withInkling: smoothness(withInkling), without: smoothness(without) },
    };
  } finally {
    await Promise.all([inkling.close(), plain.close()]);
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const figures = await bench();
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
if (values.json) console.log(JSON.stringify(figures));
else console.log(figures);
