// The whole bench: the sides beside each other on each provider that there is, then the built extension. Runs in Node.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../browser.ts';
import { readPixels } from '../image-file.ts';
import { serve } from '../serve.ts';
import { zip } from '../zip.ts';
import { makeFolder } from './bench-files.ts';
import { compareSides, type Figures } from './comparison.ts';
import { type ExtensionCost, type Growth, measureExtension, measureGrowth } from './extension-cost.ts';

import type { Provider } from './side.ts';

export interface Task {
  /** The folder of the built extension. */
  extension: string;
  /** Image files, all different. */
  pictures: string[];
  /** How often each picture is timed. */
  rounds: number;
  /** WebGPU even where the only adapter is software. */
  software: boolean;
  /** Of the browser with the extension. */
  starts?: number;
  /** How many descriptions in a row show whether memory grows; none: it is not asked. */
  descriptions?: number;
}

/** Times in milliseconds: medians, the quartiles beside them. */
export interface BenchFigures extends Partial<Record<Provider, Figures>>, ExtensionCost {
  /** The graphics card that WebGPU ran on, or why it did not run. */
  adapter: string;
  browser: string;
  /** Bytes of the extension as a zip archive. */
  packageBytes: number;
  growth?: Growth;
}

/** Lets browsers on Linux use a graphics card without a display. */
const GRAPHICS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
const VOCABULARY = fileURLToPath(new URL('../../model/weights/vocabulary.json', import.meta.url));

export async function runBench({
  extension,
  pictures,
  rounds,
  software,
  starts = 3,
  descriptions = 0,
}: Task): Promise<BenchFigures> {
  const server = await serve(await makeFolder(pictures));
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: GRAPHICS,
  });
  const vocabulary: string[] = JSON.parse(await readFile(VOCABULARY, 'utf8'));
  const comparisons: Partial<Record<Provider, Figures>> = {};
  let adapter: Adapter | null;
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    comparisons.wasm = await compareSides(page, 'wasm', rounds, vocabulary);
    adapter = await findAdapter(page);
    if (adapter && (software || !adapter.isSoftware))
      comparisons.webgpu = await compareSides(page, 'webgpu', adapter.isSoftware ? 1 : rounds, vocabulary);
  } finally {
    await browser.close();
    server.close();
  }
  console.error('Measuring the extension …');
  const pixels = await Promise.all(pictures.map(async (file) => readPixels(await readFile(file))));
  return {
    ...comparisons,
    adapter: nameOf(adapter, 'webgpu' in comparisons),
    browser: `Chromium ${browser.version()}`,
    ...(await measureExtension(extension, pixels, starts, GRAPHICS)),
    packageBytes: zip(extension).length,
    growth: descriptions ? await measureGrowth(extension, pixels[0], descriptions) : undefined,
  };
}

interface Adapter {
  name: string;
  isSoftware: boolean;
}

function findAdapter(page: Page): Promise<Adapter | null> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [...new Set([vendor, architecture, device, description])].filter(Boolean).join(' ');
    return { name, isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(name) };
  });
}

function nameOf(adapter: Adapter | null, ran: boolean): string {
  if (!adapter) return 'none';
  const name = adapter.isSoftware ? `${adapter.name} (software)` : adapter.name;
  return ran ? name : `${name}, not timed: pass --software to time it`;
}
