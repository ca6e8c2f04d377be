// Writes licences.html into the build: whose code is packed beside our own, where its source is, under which licence. Runs in Node, at build time.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** What Vite's own list (`build.license`) has of each package whose modules are in the bundle. */
interface Packed {
  name: string;
  version: string;
  /** SPDX, e.g. "MIT" */
  identifier?: string;
  /** The licence file of the package; some have none. */
  text?: string;
}

/** Where Vite is told to put its list; what is made of it takes its place. */
export const VITE_LIST = 'licences.json';
const PAGE = 'licences.html';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

/** Leave a few lines of their own in what they make, which Vite's list does not tell. */
const TOOLS = ['assemblyscript', 'rolldown', 'vite'];

export const licences: Plugin = {
  name: 'licences',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const list = bundle[VITE_LIST] as Rolldown.OutputAsset;
      delete bundle[VITE_LIST];
      const packed: Packed[] = [...JSON.parse(String(list.source)), ...TOOLS.map(toolOf)];
      this.emitFile({ type: 'asset', fileName: PAGE, source: licencePage(packed) });
    },
  },
};

function toolOf(name: string): Packed {
  const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
  const file = name === 'vite' ? 'LICENSE.md' : 'LICENSE';
  const [text] = read(`node_modules/${name}/${file}`).split('# Licenses of bundled dependencies'); // those stay in the tool
  return { name, version, identifier: license, text };
}

/** One section for each text, with all the packages that it holds for. @throws Error where a package has none */
export function licencePage(packed: Packed[]): string {
  const own = read('LICENSE');
  const sections = new Map<string, { text: string; holders: string[] }>();
  const add = (text: string, holder: string) => {
    const key = text.replace(/\s+/g, ' ').trim(); // the same licence is indented and wrapped in many ways
    const section = sections.get(key) ?? { text, holders: [] };
    sections.set(key, { ...section, holders: [...section.holders, holder] });
  };
  add(own, 'Inkling itself');
  for (const each of packed) add(textOf(each, own), holderOf(each));
  add(read('model/weights/NOTICE'), 'The network and its words (folder weights)');
  return `${HEAD}${[...sections.values()].map(inHtml).join('')}</main>\n`;
}

function textOf({ name, identifier, text }: Packed, apache: string): string {
  if (text) return text;
  if (identifier === 'Apache-2.0') return apache;
  throw new Error(`${name} has no licence text: may it be packed?`);
}

const holderOf = ({ name, version, identifier = 'see below' }: Packed) =>
  `${name} ${version} (${identifier}), source: https://www.npmjs.com/package/${name}/v/${version}`;

const HEAD = `<!-- Made by scripts/licences.ts. -->
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Licences of what Inkling is made of</title>
<main>
<h1>Licences of what Inkling is made of</h1>
`;

const escaped = (text: string) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

const inHtml = ({ text, holders }: { text: string; holders: string[] }) =>
  `<h2>${holders.map((holder) => escaped(holder.split(' (')[0])).join(', ')}</h2>
<ul>${holders.map((holder) => `<li>${escaped(holder)}</li>`).join('')}</ul>
<pre>${escaped(text.replaceAll('\r', ''))}</pre>
`;
