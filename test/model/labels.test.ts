// Walks through all 1,000 classes: what is said is plain and harmless, or nothing is said. Runs in Node.
import { describe, expect, test } from 'vitest';
import { FEATURES, REGIONS } from '../../model/encoder.ts';
import { goldenPixels } from '../../model/golden.ts';
import { chainWords, createLabeller, type LabelTree } from '../../model/labels.ts';
import { readSafetensors } from '../../model/safetensors.ts';
import { createEncoder } from '../../model/tfjs-encoder.ts';
import { startNodeEngine } from '../../scripts/load-captioner.ts';
import { BACKBONE, readBuffer, weightsFile } from '../../training/files.ts';
import { startWasm } from '../../training/start-wasm.ts';
import { SILENT } from '../../training/words/label-names.ts';

const tree: LabelTree = JSON.parse(new TextDecoder().decode(readBuffer(weightsFile('labels.json'))));
const engine = await startNodeEngine();
const labeller = createLabeller(engine, readSafetensors(readBuffer(weightsFile('labels.safetensors'))), tree);
const classes = tree.nodes.slice(0, tree.classes);

/** Index of the class that has this name first. */
const find = (name: string) => classes.findIndex(({ words }) => words[0] === name);
function spread(shares: Record<string, number>): Float32Array {
  const probabilities = new Float32Array(tree.classes);
  for (const [name, share] of Object.entries(shares)) probabilities[find(name)] = share;
  return probabilities;
}
const say = (shares: Record<string, number>, least = 0.7) =>
  labeller.labels(spread(shares), least).map(({ text }) => text);
const saidAlone = classes.map((_, index) => {
  const certain = new Float32Array(tree.classes);
  certain[index] = 1;
  return labeller.labels(certain, 0.5);
});

describe('of all 1,000 classes, each certain in turn,', () => {
  test('one name is said or nothing, with an article that fits', () => {
    expect(saidAlone).toHaveLength(1000);
    const all = saidAlone.flat();
    expect(all.length).toBeGreaterThan(870);
    expect(saidAlone.filter((labels) => labels.length > 1)).toEqual([]);
    const plain = /^(a (?![aeio])|an (?=[aeiou]|hour)|(?!an? )(?=\w))[\w'-]+( [\w'-]+)*$/i;
    expect(all.map(({ text }) => text).filter((text) => !plain.test(text))).toEqual([]);
    expect(all.filter(({ text, noun }) => text.replace(/^an? /, '') !== noun)).toEqual([]);
  });

  test('what is said is right for the class', () => {
    const wrong = saidAlone.flatMap((labels, index) =>
      labels.filter(({ noun }) => noun.split(' or ').every((word) => !chainWords(tree, index).has(word.toLowerCase()))),
    );
    expect(wrong).toEqual([]);
  });

  test('no people, primates, religions, bodies, weapons or scientific words are said', () => {
    const forbidden = [
      /\b(primates?|apes?|monkeys?|gorilla|chimp\w*|orangutan|gibbon|siamang|baboon|macaque|langur|lemur|indri|titi)\b/,
      /\b(person|people|man|woman|boy|girl|child|(?<!(cassette|cd|tape) )player|groom|bride|diver|athlete|soldier)\b/,
      /\b(gown|abaya|kimono|sarong|veil|vestment|uniform|bra|bikini|maillot|skirt|diaper|suit|wig|mask|brace|robe)\b/,
      /\b(guns?|rifle|revolver|pistol|missile|projectile|guillotine|holster|weapon|prison|syringe|stretcher|crutch)\b/,
      /\b(cock|tit|nipple|muzzle|coon\w*|redbone|eskimo|hooker|ass|prayer|indian|mexican|sex)\b/,
      /\b(animal|mammal|placental|carnivore|ungulate|vertebrate|arthropod|passerine|artifact|instrumentality|device)\b/,
    ];
    const spoken = tree.nodes.flatMap(({ say }) => say?.toLowerCase() ?? []);
    expect(spoken.length).toBeGreaterThan(900);
    for (const words of forbidden) expect(spoken.filter((text) => words.test(text))).toEqual([]);
  });

  test('exactly these are passed over in silence', () => {
    const silent = classes.filter((_, index) => saidAlone[index].length === 0).map(({ words }) => words[0]);
    const byRule = Object.values(SILENT).join(',').toLowerCase().replace(/#\d+/g, '').split(',');
    const others = silent.filter((word) => !byRule.some((name) => name.trim() === word));
    expect(others).toEqual(['tick']); // which goes by its kind, and no kind of it is said
    expect(silent).toHaveLength(byRule.length + others.length);
    expect(say({ 'feather boa': 0.9 })).toEqual([]); // not even "a scarf"
  });
});

describe('when several classes are possible', () => {
  test('their kind is said, as specific as is sure enough', () => {
    const breeds = { 'norfolk terrier': 0.3, 'norwich terrier': 0.3, beagle: 0.3 };
    expect(say(breeds, 0.85)).toEqual(['a dog']);
    expect(say(breeds, 0.55)).toEqual(['a terrier']);
    expect(say({ ...breeds, 'norwich terrier': 0.6, beagle: 0 }, 0.55)).toEqual(['a Norwich terrier']);
    expect(say({ beagle: 0.4, convertible: 0.4 }, 0.5)).toEqual([]);
  });

  test('the sum is the probability; a kind is less specific than a class', () => {
    const [dog] = labeller.labels(spread({ pug: 0.5, beagle: 0.25 }), 0.7);
    expect(dog).toMatchObject({ text: 'a dog', noun: 'dog', probability: 0.75, animal: true });
    const [pug] = labeller.labels(spread({ pug: 0.9 }), 0.7);
    expect([pug.specificity, dog.specificity > 0, dog.specificity < 0.5]).toEqual([1, true, true]);
    expect(labeller.labels(spread({ espresso: 0.9 }), 0.7)[0]).toMatchObject({ text: 'an espresso', animal: false });
  });

  test('several names share no class and come best first', () => {
    expect(say({ pug: 0.35, beagle: 0.2, banjo: 0.4 }, 0.3)).toEqual(['a banjo', 'a pug']);
    expect(say({ pug: 0.35, beagle: 0.2, banjo: 0.4 }, 0.38)).toEqual(['a dog', 'a banjo']);
  });

  test('what people do not tell apart is one thing', () => {
    expect(say({ sunglass: 0.5, sunglasses: 0.4 })).toEqual(['sunglasses']);
    expect(say({ tusker: 0.5, 'african elephant': 0.4 })).toEqual(['an elephant']);
  });

  test('nothing at all is said when a primate is possible', () => {
    expect(say({ banjo: 0.96, macaque: 0.01 })).toEqual(['a banjo']);
    expect(say({ banjo: 0.96, macaque: 0.01, gorilla: 0.02 })).toEqual([]);
    expect(say({ indri: 0.5, beagle: 0.5 }, 0.3)).toEqual([]);
  });
});

test('the words that are right for a class are its own and those of its kinds, but no empty ones', () => {
  const words = chainWords(tree, find('tabby'));
  expect([...words]).toEqual(expect.arrayContaining(['tabby', 'tabby cat', 'domestic cat', 'cat', 'feline']));
  for (const empty of ['animal', 'mammal', 'carnivore', 'dog', 'entity']) expect(words).not.toContain(empty);
  expect(chainWords(tree, 'n02084071')).toContain('dog');
  expect(() => chainWords(tree, 'n00000000')).toThrow('no class n00000000');
});

test('the classifier gives the published logits for the golden picture', async () => {
  await startWasm();
  const encoder = createEncoder(readSafetensors(readBuffer(BACKBONE))); // the one that the classifier was published for
  const grid = await encoder.encode(goldenPixels()).data<'float32'>();
  encoder.dispose();
  const pooled = new Float32Array(FEATURES);
  for (const [i, value] of grid.entries()) pooled[i % FEATURES] += value / REGIONS;
  const probabilities = labeller.probabilities(pooled);
  expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
  const ratio = (a: number, b: number) => Math.log(probabilities[a] / probabilities[b]) * tree.temperature;
  expect(probabilities.indexOf(Math.max(...probabilities))).toBe(906);
  // Published with the float32 weights; rounded, a logit is off by 0.07 on average.
  expect(ratio(906, 753)).toBeCloseTo(7.4274 - 5.0874, 0);
  expect(ratio(0, 7)).toBeCloseTo(-0.55588 + 1.23453, 0);
});

test('missing weights are named', () => {
  expect(() => createLabeller(engine, new Map(), tree)).toThrow('label weights lack classifier/kernel');
});
