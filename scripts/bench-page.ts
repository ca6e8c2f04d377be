// npm run bench:page [-- --json]: what Inkling costs the pages that it is on, in a real browser. Runs in Node.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page, type Worker } from 'playwright-core';
import { DIFFERENT, IMAGES, LARGES, makePages } from './bench-pages.ts';
import { ensureBrowser, type Launched, openWithExtension } from './browser.ts';
import { build } from './build.ts';
import { type Cost, measureCost } from './page-cost.ts';
import { measureBoth, soonInWords } from './page-throughput.ts';
import { serve } from './serve.ts';

const ADDED_PER_SECOND = 100;
const SECONDS = 10;

/** Adds pictures all the time. @returns milliseconds between the frames that the page could draw */
function addPictures(page: Page): Promise<number[]> {
  return page.evaluate(
    async ([perSecond, seconds]) => {
      const frames: number[] = [];
      const start = performance.now();
      for (let [last, added] = [start, 0]; last < start + 1000 * seconds; ) {
        const now = await new Promise<number>((resume) => requestAnimationFrame(resume));
        frames.push(now - last);
        last = now;
        for (; added < ((now - start) / 1000) * perSecond; added++) {
          document.body.append(Object.assign(new Image(), { src: `cat.jpg#${added}` }));
        }
      }
      return frames;
    },
    [ADDED_PER_SECOND, SECONDS],
  );
}

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

/** Describe, by key, of the canvas that has the focus. */
async function describeCanvas(worker: Worker, page: Page): Promise<void> {
  await page.locator('canvas').focus();
  await worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    await chrome.tabs.sendMessage(tab.id ?? -1, { to: 'page:describe', request: { from: 'command' } });
  }, page.url());
}

async function measure({ context, worker }: Launched, url: string) {
  const open = async (name: string, mostPerPage: number, during?: (page: Page) => Promise<unknown>): Promise<Cost> => {
    console.error(`Measuring ${name} …`);
    await worker.evaluate((mostPerPage) => chrome.storage.local.set({ mostPerPage }), mostPerPage);
    return measureCost(context, url + name, during);
  };
  await open('blank.html', 0); // the first page pays for starting up
  const empty = await open('blank.html', 0);
  const find = await open('find.html', 0);
  const names = await open('names.html', 1);
  const pixels = await open('pixels.html', 50);
  const canvas = await open('canvas.html', 50, (page) => describeCanvas(worker, page));
  let frames: number[] = [];
  const stream = await open('stream.html', 50, async (page) => {
    frames = await addPictures(page);
  });
  return {
    empty,
    find,
    names: { ...names, perImage: (names.total - find.total) / IMAGES },
    pixels,
    canvas,
    stream,
    frames,
  };
}

/** The same page in a browser without Inkling. */
async function measureWithout(url: string): Promise<Smoothness> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
  const page = await browser.newPage();
  await page.goto(`${url}stream.html`);
  return smoothness(await addPictures(page).finally(() => browser.close()));
}

async function bench() {
  const folder = await makePages();
  const server = await serve(folder);
  const inkling = await openWithExtension(build('everywhere'), { headless: true });
  try {
    console.error(`Measuring a page of ${DIFFERENT} pictures …`);
    const filled = await measureBoth(inkling, [`${server.url}different.html`, `${server.url}others.html`], DIFFERENT);
    const { frames, ...costs } = await measure(inkling, server.url);
    await inkling.close();
    return {
      images: IMAGES,
      ...costs,
      filled,
      withInkling: smoothness(frames),
      without: await measureWithout(server.url),
    };
  } finally {
    await inkling.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

type Figures = Awaited<ReturnType<typeof bench>>;

function inWords({
  images,
  filled,
  empty,
  find,
  names,
  pixels,
  canvas,
  stream,
  withInkling,
  without,
}: Figures): string {
  const ms = (value: number) => `${value.toFixed(value < 1 ? 3 : 1)} ms`;
  const cost = ({ total, longest }: Cost) => `${ms(total)} in all, ${ms(longest)} in one task`;
  const frames = ({ median, slow, late }: Smoothness) =>
    `median ${ms(median)}, 99th percentile ${ms(slow)}, ${(100 * late).toFixed(1)} % late`;
  return [
    `an empty page: ${cost(empty)}`,
    `finding ${images} images and putting them in order: ${cost(find)}`,
    `looking at the names of ${images}: ${ms(names.perImage)} each, ${ms(names.longest)} in one task`,
    `reading ${LARGES} pictures of 2 megapixels: ${cost(pixels)}`,
    `reading a canvas of 2 megapixels: ${cost(canvas)}`,
    `${ADDED_PER_SECOND} new images a second for ${SECONDS} s: ${cost(stream)}`,
    `frames meanwhile: ${frames(withInkling)}; without Inkling: ${frames(without)}`,
    `a page of ${filled.pictures} different pictures, all loaded, the network not yet: ${soonInWords(filled.cold)}`,
    `another, when the network has been used: ${soonInWords(filled.warm)}`,
  ].join('\n');
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const figures = await bench();
console.log(values.json ? JSON.stringify(figures) : inWords(figures));
