// Writes model/weights/words.json: kind, base form and habits of every word the network knows. One-off; runs in Node.
// Usage: npm i --no-save wink-nlp wink-eng-lite-web-model && npx tsx training/words/import-words.ts
import { readFileSync } from 'node:fs';
import type { Kind, Trait, WordEntry } from '../../model/english/word-table.ts';
import { SPECIAL_WORDS } from '../../model/vocabulary.ts';
import { allCaptions, cleanCaption, openFlickr8k } from '../data/captions.ts';
import { weightsFile, writeAtomically } from '../files.ts';
import { KINDS, TRAITS } from './word-kinds.ts';
import { IMPLIED, IRREGULAR, SYNONYMS } from './word-meanings.ts';

type Tagged = { word: string; tag: string }[];

const KIND_OF_TAG: Record<string, Kind> = {
  NOUN: 'noun',
  PROPN: 'noun',
  VERB: 'verb',
  ADJ: 'modifier',
  NUM: 'modifier',
};
/** A kind that less than this share of a word's uses have is taken for a mistake of the tagger. */
const RARE = 0.12;
/** Nouns seen without an article at least this often may stand without one: "snow", "soccer". */
const BARE = 0.45;

const list = (words: string) => words.split(/[\s,]+/).filter(Boolean);
const irregular = new Map(IRREGULAR.split(',').map((pair) => list(pair) as [string, string]));
const index = (table: Record<string, string>) =>
  new Map(Object.entries(table).flatMap(([one, words]) => list(words).map((word) => [word, one])));
const byHand = index(KINDS);
const synonyms = index(SYNONYMS);
const implied = index(IMPLIED);

main();

async function main(): Promise<void> {
  const training = await openFlickr8k('train', process.argv[2]);
  training.images.close();
  const sentences = await tag(allCaptions(training).map(cleanCaption));
  const vocabulary: string[] = JSON.parse(readFileSync(weightsFile('vocabulary.json'), 'utf8'));
  const words = vocabulary.slice(SPECIAL_WORDS.length);
  const known = countWords(sentences);
  const bases = new Map(words.map((word) => [word, baseForm(word, known)]));
  const isBare = bareNouns(sentences);
  const kinds = kindsByWord(sentences);
  const entry = (word: string) => describeWord(word, kinds(word), bases.get(word)!, isBare);
  const lines = words.toSorted().map((word) => `  ${JSON.stringify(word)}: ${JSON.stringify(entry(word))}`);
  writeAtomically(weightsFile('words.json'), `{\n${lines.join(',\n')}\n}\n`);
}

/** Part-of-speech tags in context, by wink-nlp, which is installed for this script only. */
async function tag(captions: string[][]): Promise<Tagged[]> {
  const load = async (name: string) => (await import(name)).default;
  const nlp = (await load('wink-nlp'))(await load('wink-eng-lite-web-model'), ['sbd', 'pos']);
  return captions.map((words) => {
    const tokens = nlp.readDoc(words.join(' ')).tokens();
    const tags: string[] = tokens.out(nlp.its.pos);
    return (tokens.out() as string[]).map((word, i) => ({ word, tag: tags[i] }));
  });
}

function countWords(sentences: Tagged[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { word } of sentences.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Kinds by hand, or those the tagger saw often enough, likeliest first. */
function kindsByWord(sentences: Tagged[]): (word: string) => Kind[] {
  const tags = countTags(sentences);
  return (word) => {
    const fixed = byHand.get(word);
    if (fixed) return fixed.split(' ') as Kind[];
    const counts = tags.get(word) ?? new Map([['NOUN', 1]]);
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    const frequent = [...counts].filter(([, count]) => count >= RARE * total).sort(([, a], [, b]) => b - a);
    return [...new Set(frequent.map(([name]) => KIND_OF_TAG[name] ?? 'function'))];
  };
}

function countTags(sentences: Tagged[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { word, tag } of sentences.flat()) {
    const own = counts.get(word) ?? new Map<string, number>();
    counts.set(word, own.set(tag, (own.get(tag) ?? 0) + 1));
  }
  return counts;
}

/** The most frequent of the forms that a plural, -ing, -ed or -s may come from. */
function baseForm(word: string, known: Map<string, number>): string {
  const fixed = irregular.get(word);
  if (fixed) return fixed;
  const [, stem, ending] = /^(.{2,}?)(ies|ied|ing|es|s|ed)$/.exec(word) ?? [];
  if (!stem || /(ss|us|is)$/.test(word)) return word;
  const undoubled = stem.replace(/([bdglmnprt])\1$/, '$1');
  const candidates = ending.startsWith('ie') ? [`${stem}y`, `${stem}ie`] : [stem, `${stem}e`, undoubled];
  const count = (candidate: string) => known.get(candidate) ?? 0;
  const best = candidates.toSorted((a, b) => count(b) - count(a))[0];
  if (count(best) > 0) return best;
  return ending === 's' ? stem : word;
}

/** Share of a condition among the uses of each word. */
function shares(uses: [string, boolean][]): (word: string) => number {
  const counts = new Map<string, [number, number]>();
  for (const [word, yes] of uses) {
    const [all, some] = counts.get(word) ?? [0, 0];
    counts.set(word, [all + 1, some + (yes ? 1 : 0)]);
  }
  return (word) => (counts.get(word)?.[1] ?? 0) / (counts.get(word)?.[0] ?? 1);
}

function bareNouns(sentences: Tagged[]): (word: string) => boolean {
  const share = shares(sentences.flatMap(headsAndArticles));
  return (word) => share(word) >= BARE;
}

/** The last noun of each run of nouns, and whether nothing like an article goes before its adjectives. */
function headsAndArticles(words: Tagged): [string, boolean][] {
  return words.flatMap(({ word, tag }, i) => {
    if (tag !== 'NOUN' || words[i + 1]?.tag === 'NOUN') return [];
    let from = i - 1;
    while (from >= 0 && /NOUN|ADJ|ADV/.test(words[from].tag)) from--;
    return [[word, !/DET|NUM|PRON|PART|CCONJ/.test(words[from]?.tag ?? '')]];
  });
}

function describeWord(word: string, [kind, also]: Kind[], base: string, isBare: (word: string) => boolean): WordEntry {
  const noun = [kind, also].includes('noun');
  const lemma = kind === 'verb' ? base : (synonyms.get(word) ?? synonyms.get(base) ?? base);
  const listed = (trait: Trait, form: string) => list(TRAITS[trait] ?? '').includes(form);
  const plural = listed('plural', word) || (noun && base !== word && /[^su]s$/.test(word));
  const has: Record<Trait, boolean> = {
    plural,
    bare: noun && !plural && (listed('bare', word) || isBare(word)),
    needs: [kind, also].includes('verb') && listed('needs', base),
    group: listed('group', word),
    relational: listed('relational', word),
  };
  const traits = (Object.keys(has) as Trait[]).filter((trait) => has[trait]);
  const is = kind === 'noun' ? implied.get(lemma) : undefined;
  return {
    kind,
    ...(also && { also }),
    ...(lemma !== word && { lemma }),
    ...(is && { is }),
    ...(traits.length > 0 && { traits }),
  };
}
