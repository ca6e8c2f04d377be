// Writes model/weights/labels.json (names of ImageNet's classes and their kinds) and labels.safetensors (classifier).
// Usage: npx tsx training/words/import-labels.ts data.noun imagenet_synsets.txt [FOLDER_WITH_efficientnet-lite2.safetensors]
// data.noun is WordNet 3.0's (Debian: wordnet-base), imagenet_synsets.txt the ids of the classes, sorted (PyPI: timm).
import { readFileSync, writeFileSync } from 'node:fs';
import type { LabelNode, LabelTree } from '../../model/labels.ts';
import { readSafetensors, writeSafetensors } from '../../model/safetensors.ts';
import { readBuffer, weightsFile } from '../files.ts';
import { compress, FINENESS } from '../rounding/compress.ts';
import { GROUPS, TOO_GENERAL } from './label-kinds.ts';
import { BY_GROUP, JOINED, NO_ARTICLE, RENAMED, SAFETY_BY_GROUP, SILENT } from './label-names.ts';

/**
 * Divides the logits: trained with smoothed labels, the network is less sure than it is right. Maximum likelihood on
 * half of shared/photos says 0.65, but the network has probably seen those (88 % right, published 77.5 %). 0.8 suits
 * unseen ones better: of the 96 things named at 0.8 or more in Flickr8k's dev pictures of people, with a mean
 * probability of 0.89, a caption bears out 0.88.
 */
const TEMPERATURE = 0.8;

interface Synset {
  words: string[];
  parents: string[];
}

/** Offset → synset, from WordNet's data.noun (format: https://wordnet.princeton.edu/documentation/wndb5wn). */
function readSynsets(text: string): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const line of text.split('\n').filter((line) => /^\d/.test(line))) {
    const fields = line.split(' | ', 1)[0].split(' ');
    const count = Number.parseInt(fields[3], 16);
    const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replaceAll('_', ' '));
    const pointers = fields.slice(5 + 2 * count); // symbol, offset, part of speech, which words: again and again
    const parents = pointers.filter((_, i) => i % 4 === 1 && /^@i?$/.test(pointers[i - 1]));
    synsets.set(fields[0], { words, parents });
  }
  return synsets;
}

const split = (list: string, separator = ',') => list.split(separator).map((item) => item.trim().replace(/\s+/g, ' '));
const readPairs = (list: string, separator: string, between: string): [key: string, value: string][] =>
  split(list, separator).map((item) => {
    const at = item.indexOf(between);
    return [item.slice(0, at), item.slice(at + between.length).trim()];
  });

/** With the article that it is spoken with. */
function withArticle(name: string): string {
  if (split(NO_ARTICLE).includes(name)) return name;
  return `${/^(?!u[^aeiou][aeiou])[aeiou]|^hour/i.test(name) ? 'an' : 'a'} ${name}`;
}

const [synsetFile, idFile, folder = '../shared/backbone'] = process.argv.slice(2);
const synsets = readSynsets(readFileSync(synsetFile, 'latin1'));
const offsets = readFileSync(idFile, 'utf8')
  .trim()
  .split('\n')
  .map((id) => id.slice(1));
const names: string[] = JSON.parse(readFileSync(`${folder}/imagenet-classes.json`, 'utf8'));
const tooGeneral = new Map(readPairs(TOO_GENERAL, ',', ' '));
const groups = new Map(readPairs(GROUPS, ',', ' '));

/** Index of a class by ImageNet's name, or name#index where two share it. */
function findClass(key: string): number {
  const [name, index] = key.split('#');
  const found = index ? Number(index) : names.indexOf(name);
  const isOnly = index || names.lastIndexOf(name) === found;
  if (names[found] !== name || !isOnly) throw new Error(`label-ts: which class is "${key}"?`);
  return found;
}
const findClasses = (list: string) => split(list).map(findClass);

/** Every class, then every kind of thing above one of them that is not too general, nearest first. */
const order = [...offsets];
for (const offset of order) {
  const above = synsets.get(offset)!.parents.filter((parent) => !tooGeneral.has(parent) && !order.includes(parent));
  order.push(...above); // the loop goes on into these
}
const ANIMAL = '00015388';
const isAnimal = (offset: string): boolean => offset === ANIMAL || synsets.get(offset)!.parents.some(isAnimal);

const renamed = new Map(readPairs(RENAMED, ';', ':').map(([key, name]) => [findClass(key), name]));
const byGroup = new Set([...findClasses(BY_GROUP), ...findClasses(SAFETY_BY_GROUP)]);
const silent = new Map(
  Object.entries(SILENT).flatMap(([reason, list]) => findClasses(list).map((index) => [index, reason])),
);

/** Lower-case words of WordNet, and the plain name where it is another. */
function wordsOf(words: string[], name: string | undefined): string[] {
  const plain = name === undefined ? [] : name.split(' or ');
  return [...new Set([...words, ...plain].map((word) => word.toLowerCase()))];
}

const nodes = order.map((offset, index): LabelNode => {
  const { words, parents } = synsets.get(offset)!;
  const isClass = index < offsets.length;
  const own = byGroup.has(index) || silent.has(index) ? undefined : (renamed.get(index) ?? words[0]);
  const name = isClass ? own : groups.get(offset);
  return {
    id: `n${offset}`,
    words: wordsOf(words, name),
    parents: parents.filter((parent) => !tooGeneral.has(parent)).map((parent) => order.indexOf(parent)),
    ...(name !== undefined && { say: withArticle(name) }),
    ...(isAnimal(offset) && { animal: true as const }),
    ...(silent.has(index) && { silent: silent.get(index) }),
  };
});
for (const [name, list] of readPairs(JOINED, '\n', ':').filter(([name]) => name)) {
  const classes = findClasses(list);
  const animal = classes.every((index) => nodes[index].animal);
  for (const index of classes) nodes[index].parents.push(nodes.length);
  nodes.push({ words: wordsOf([], name), parents: [], say: withArticle(name), ...(animal && { animal }) });
}

const everyKind = new Set(offsets);
for (const offset of everyKind) for (const parent of synsets.get(offset)!.parents) everyKind.add(parent);
const idle = [...groups.keys(), ...tooGeneral.keys()].filter((offset) => !everyKind.has(offset));
if (idle.length) throw new Error(`label-ts: no class is below ${idle.join(', ')}`);

const tree: LabelTree = { classes: offsets.length, temperature: TEMPERATURE, nodes };
const json = JSON.stringify({ ...tree, nodes: 0 }).replace(
  ':0}',
  () => `:[\n${nodes.map((node) => JSON.stringify(node)).join(',\n')}\n]}\n`,
);
writeFileSync(weightsFile('labels.json'), json);

const arrays = readSafetensors(readBuffer(`${folder}/efficientnet-lite2.safetensors`));
for (const name of [...arrays.keys()]) if (!name.startsWith('classifier/')) arrays.delete(name);
const metadata = { source: 'EfficientNet-Lite2, Google (Apache-2.0)', layout: 'classifier/kernel [features, classes]' };
writeFileSync(weightsFile('labels.safetensors'), writeSafetensors(compress(arrays, FINENESS.labels), 'F16', metadata));
