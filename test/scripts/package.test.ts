// What stores get, beside a second build of it, of a copy of the sources: the same bytes, every licence, within the budget. Needs `npm run build`.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDS, MOST_BYTES } from '../../scripts/package.ts';
import { filesIn, zip } from '../../scripts/zip.ts';

const read = (file: string) => readFileSync(file, 'utf8');

/** A package's name, of the path of one of its modules or of what an import asks for. */
const PACKAGE = /^(@[^/]+\/)?[^./@#][^/]*/;
const packageOf = (name: string) => name.match(PACKAGE)?.[0] ?? [];

/** The packages that our own sources import, types aside. */
function imported(): string[] {
  const files = ['extension', 'model'].flatMap((folder) => filesIn(folder).map((file) => join(folder, file)));
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.config\.ts$|kernels\//.test(file));
  const imports = sources.flatMap((file) => [
    ...read(file).matchAll(/^(?:import|export) (?!type).*?from '([^']+)'/gms),
  ]);
  return [...new Set(imports.flatMap(([, name]) => packageOf(name)))];
}

/** Whatever a build reads; `dist/kernels` has been compiled from what lies in the others. */
const SOURCES = [
  'extension',
  'model',
  'scripts',
  'training/kernels',
  'training/comparison.html',
  'dist/kernels',
  'package.json',
  'LICENSE',
];
const elsewhere = mkdtempSync(join(tmpdir(), 'inkling-package-'));
beforeAll(() => {
  for (const name of SOURCES) cpSync(name, join(elsewhere, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(elsewhere, 'node_modules'));
});
afterAll(() => rmSync(elsewhere, { recursive: true }));

test('the version stands in package.json, and is what the changelog comes to', () => {
  const { version } = JSON.parse(read('package.json'));
  expect(version).toMatch(/^\d+\.\d+\.\d+$/); // stores take nothing else
  expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  const versions = [...read('CHANGELOG.md').matchAll(/^## \[(\d.*?)\] - \d{4}-\d\d-\d\d$/gm)];
  expect(versions[0][1]).toBe(version);
  const manifests = BUILDS.map((name) => JSON.parse(read(`dist/${name}/manifest.json`)));
  expect(manifests.filter((manifest) => manifest.version !== version)).toEqual([]);
});

describe.each(BUILDS)('%s', (name) => {
  const folder = `dist/${name}`;
  const page = () => read(`${folder}/licences.html`);
  let files: Rolldown.RolldownOutput['output'];
  beforeAll(async () => {
    const root = join(elsewhere, 'extension');
    files = ((await build({ root, mode: name, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput)
      .output;
  });

  test('built again in another folder is the same, byte for byte', () => {
    expect(files.map(({ fileName }) => fileName)).toContain('manifest.json');
    const differs = (file: (typeof files)[number]) => {
      const packed = join(folder, file.fileName);
      const contents = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      return !existsSync(packed) || !readFileSync(packed).equals(contents);
    };
    expect(files.filter(differs).map(({ fileName }) => fileName)).toEqual([]);
  });

  test('does not tell where it was built', () => {
    const telling = filesIn(folder).filter((file) => readFileSync(join(folder, file)).includes(process.cwd()));
    expect(telling).toEqual([]);
  });

  test('has every icon in the size that it is named for', async () => {
    const { icons } = JSON.parse(read(`${folder}/manifest.json`)) as { icons: Record<string, string> };
    const sizes = Object.values(icons).map(async (icon) => (await sharp(join(folder, icon)).metadata()).width);
    expect(await Promise.all(sizes)).toEqual([16, 32, 48, 96, 128]);
  });

  test('lists the licence of every package of which it holds a module', () => {
    const modules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const packed = modules.flatMap((id) => packageOf(id.split('/node_modules/')[1] ?? ''));
    const packages = [...new Set([...packed, ...imported()])];
    expect(packages).toEqual(expect.arrayContaining(['preact', '@tensorflow/tfjs-core', 'dom-accessibility-api']));
    expect(packages.filter((each) => !page().includes(`/package/${each}/v/`))).toEqual([]);
  });

  test('is within the budget', () => {
    expect(zip(folder).length).toBeLessThanOrEqual(MOST_BYTES);
  });
});
