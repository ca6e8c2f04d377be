// How the extension is built: `vite build extension --mode KIND` → dist/KIND/. Runs in Node.
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import sharp from 'sharp';
import { defaultClientConditions, defineConfig, type Plugin, type Rolldown } from 'vite';
import { BUILDS, buildKernels } from '../scripts/build-kernels.ts';
import { writeDigests } from '../scripts/digests.ts';
import { licences, VITE_LIST } from '../scripts/licences.ts';
import { browserOf, ICON_SIZES, KINDS, type Kind, manifestOf } from './manifest.config.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const packaged = (kind: Kind) => path(`../dist/packaged/${kind}/`);

/** Fills the folder that Vite copies as it is: icons, WebAssembly files, weights, what these must be. @returns the folder */
async function packageFiles(kind: Kind): Promise<string> {
  const folder = packaged(kind);
  await rm(folder, { recursive: true, force: true });
  for (const name of ['icons', 'wasm']) await mkdir(folder + name, { recursive: true });
  await Promise.all([drawIcons(folder), copyWasm(folder), copyWeights(folder)]);
  writeDigests(folder);
  return folder;
}

async function drawIcons(folder: string): Promise<void> {
  const svg = await readFile(path('icon.svg'));
  for (const size of ICON_SIZES) {
    const margin = size === 128 ? 16 : 0; // what the Chrome Web Store wants around the icon that it shows
    await sharp(svg, { density: size * 3 })
      .resize(size - 2 * margin)
      .extend({ top: margin, bottom: margin, left: margin, right: margin, background: 'transparent' })
      .png()
      .toFile(`${folder}icons/${size}.png`);
  }
}

async function copyWasm(folder: string): Promise<void> {
  for (const build of BUILDS) await writeFile(`${folder}wasm/${build}.wasm`, buildKernels(build, 'model'));
}

async function copyWeights(folder: string): Promise<void> {
  const weights = path('../model/weights/');
  await stat(weights).catch((cause) => {
    throw new Error('model/weights is missing: get it from the repository, or run: npm run train', { cause });
  });
  // What the network reads, error sheet and curves, and the comparison of architectures. The model card stays in the repository; the words are in the code.
  const ships = (file: string) => !/\.md$|words\.json$/.test(file);
  await cp(weights, `${folder}weights`, { recursive: true, filter: ships });
  await cp(path('../training/comparison.html'), `${folder}weights/comparison.html`);
}

/**
 * crxjs opens the content script to all web pages, for loaders that import it from there. Ours needs no loader, and a
 * page could find out by fetching it that Inkling is installed.
 */
const keepToOurselves: Plugin = {
  name: 'no-web-accessible-resources',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const file = bundle['manifest.json'] as Rolldown.OutputAsset;
      const { web_accessible_resources: _, ...manifest } = JSON.parse(String(file.source));
      file.source = JSON.stringify(manifest, null, 2);
      // crxjs builds the content script again as one file, content.js; nothing uses its first form.
      for (const name of Object.keys(bundle)) if (name.startsWith('assets/content.ts-')) delete bundle[name];
    },
  },
};

/** Its source, and what crxjs calls what it makes of it. */
const CONTENT_SCRIPT = { source: 'page/content.ts', built: 'page/content.js' };

/**
 * Until the content script is built, crxjs names it by a hash of where the repository lies; the hashes in names of files
 * would depend on that.
 */
const nameContentScript: Plugin = {
  name: 'content-script-by-its-path',
  transform: {
    filter: { id: /\?scriptId=/ },
    handler: () => `export default '${CONTENT_SCRIPT.built}';`,
  },
};

process.env.NODE_ENV = 'production'; // whoever builds gets the same bytes

export default defineConfig(async ({ mode }) => {
  const kind = (mode in KINDS ? mode : 'chrome') as Kind;
  const browser = browserOf(kind);
  const opened = Object.fromEntries(
    ['welcome', 'privacy', 'describe'].map((name) => [name, path(`${name}/index.html`)]),
  );
  const hidden = { 'captioner-page': path('captioner/captioner-page.html') };
  return {
    resolve: { conditions: [browser, ...defaultClientConditions] }, // which folder #browser stands for, see package.json
    publicDir: await packageFiles(kind),
    plugins: [
      preact(),
      // One self-contained file at a stable path instead of a loader that the page could notice.
      crx({ browser, manifest: manifestOf(kind), contentScripts: { standaloneFiles: [CONTENT_SCRIPT.source] } }),
      nameContentScript,
      keepToOurselves,
      licences,
    ],
    build: {
      outDir: path(`../dist/${kind}`),
      emptyOutDir: true,
      target: 'es2022',
      license: { fileName: VITE_LIST },
      modulePreload: { polyfill: false }, // parts are fetched side by side, not one after the other
      chunkSizeWarningLimit: 1500, // kB; the captioner page carries tfjs and nothing waits for it
      // crxjs finds every page that the manifest names; these are opened at run time.
      rolldownOptions: { input: browser === 'chrome' ? { ...opened, ...hidden } : opened },
    },
  };
});
