// Names a picture by the ImageNet classes that its encoder was trained on. Runs everywhere.
// Classes and their kinds make a graph (WordNet 3.0, see weights/NOTICE): several possible breeds add up to "a dog".
import type { Engine } from './engine.ts';
import { createLinear } from './layers.ts';
import { softmax } from './logistic.ts';
import { arrayOf, type NamedArrays } from './safetensors.ts';

/** One class or one kind of thing. */
export interface LabelNode {
  /** WordNet 3.0 id, as in ImageNet; absent where classes were joined by hand. */
  id?: string;
  /** Its names, lower case. */
  words: string[];
  /** Indices of the kinds it belongs to; kinds too general to help anyone are left out. */
  parents: number[];
  /** How it is said, with its article; absent when it is not said itself. */
  say?: string;
  animal?: true;
  /** Why a class is never said; see training/words/label-names.ts. */
  silent?: string;
}

/** What weights/labels.json holds. */
export interface LabelTree {
  /** How many of the nodes, the first ones, are classes in the order of the classifier. */
  classes: number;
  /** Divides the logits before the softmax. */
  temperature: number;
  nodes: LabelNode[];
}

export interface Label {
  /** As said: "an espresso". */
  text: string;
  /** Without the article. */
  noun: string;
  /** Lower case. */
  names: readonly string[];
  /** Its names and those of its kinds: a caption with one of them is borne out. */
  words: ReadonlySet<string>;
  /** Sum over the classes that it covers, 0–1. */
  probability: number;
  animal: boolean;
  /** 1 for a single class, 0 for all of them: 1 − log(classes covered) / log(classes). */
  specificity: number;
}

export interface Labeller {
  /** Features averaged over the regions [1280], not scaled to length 1 → probability of each class [1000]. */
  probabilities(pooled: Float32Array): Float32Array;
  /**
   * The most specific names with a probability of at least `least`, likeliest first; no two share a class.
   * Empty when nothing is that likely, or when a primate is possible at all.
   */
  labels(probabilities: Float32Array, least: number): Label[];
}

/** Primates hold less than this, or nothing is named: calling a person one is the worst that this could do. */
const MOST_PRIMATE = 0.02;

/** `arrays`: classifier/kernel [1280, 1000] and classifier/bias [1000]. */
export function createLabeller(engine: Engine, arrays: NamedArrays, tree: LabelTree): Labeller {
  const [kernel, bias] = ['classifier/kernel', 'classifier/bias'].map(arrayOf(arrays, 'label'));
  const classify = createLinear(engine, kernel, bias);
  const covered = coverClasses(tree);
  const sayable = tree.nodes.flatMap(({ say }, index) => (say === undefined ? [] : [index]));
  sayable.sort((a, b) => covered[a].length - covered[b].length); // the most specific first
  const primates = tree.nodes.flatMap(({ silent }, index) => (silent === 'primate' ? [index] : []));

  const toLabel = (index: number, probability: number): Label => {
    const { say = '', words: names, animal = false } = tree.nodes[index];
    const specificity = 1 - Math.log(covered[index].length) / Math.log(tree.classes);
    return {
      text: say,
      noun: say.replace(/^an? /, ''),
      names,
      words: chainWords(tree, index),
      probability,
      animal,
      specificity,
    };
  };

  return {
    probabilities: (pooled) => softmax(classify(pooled), tree.temperature),
    labels(probabilities, least) {
      const sum = (classes: number[]) => classes.reduce((total, index) => total + probabilities[index], 0);
      if (sum(primates) >= MOST_PRIMATE) return [];
      const labels: Label[] = [];
      const taken = new Set<number>();
      for (const index of sayable) {
        if (covered[index].some((other) => taken.has(other))) continue;
        const probability = sum(covered[index]);
        if (probability < least) continue;
        labels.push(toLabel(index, Math.min(probability, 1)));
        for (const other of covered[index]) taken.add(other);
      }
      return labels.sort((a, b) => b.probability - a.probability);
    },
  };
}

/** For each node, the classes at or below it, less those that are never said: they speak for no kind either. */
function coverClasses({ nodes, classes }: LabelTree): number[][] {
  const covered: number[][] = nodes.map(() => []);
  for (let index = 0; index < classes; index++) {
    if (nodes[index].silent) continue;
    for (const above of chain(nodes, index)) covered[above].push(index);
  }
  return covered;
}

/** A node and every kind above it. */
function chain(nodes: LabelNode[], index: number, seen = new Set<number>()): Set<number> {
  if (seen.has(index)) return seen;
  seen.add(index);
  for (const parent of nodes[index].parents) chain(nodes, parent, seen);
  return seen;
}

/**
 * Every word that is right for a picture of a class, lower case: its own names and those of its kinds. For scoring.
 * @param which index of the class, or its id ("n02084071" for any dog). Throws when there is none.
 */
export function chainWords({ nodes }: LabelTree, which: number | string): Set<string> {
  const index = typeof which === 'number' ? which : nodes.findIndex(({ id }) => id === which);
  if (!nodes[index]) throw new Error(`labels.json has no class ${which}`);
  return new Set([...chain(nodes, index)].flatMap((node) => nodes[node].words));
}
