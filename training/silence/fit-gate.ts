// Fits the gate: which kind of picture, from photographs and drawn graphics; how strange, from Flickr8k alone. Runs in Node.
import { createClassifier, INPUTS, KINDS, standardise } from '../../model/gate.ts';
import type { NamedArrays } from '../../model/safetensors.ts';
import type { GraphicKind } from '../graphics/families.ts';
import { fitSoftmax } from './fit-softmax.ts';
import { fitStrangeness } from './fit-strangeness.ts';

export interface GateExamples {
  /** Pooled features `toUnitLength` of every Flickr8k training picture, [n·1280]: the measure of strangeness. */
  familiar: Float32Array;
  /** `gateInputs` of photographs, a list per sort, however many there are of each: sorts count equally. */
  photographs: Float32Array[][];
  /** `gateInputs` of graphics and what they are. */
  graphics: { inputs: Float32Array; kind: GraphicKind }[];
  /** `gateInputs` of photographs with and without a person, lists per sort: sorts count equally. */
  somebody: Float32Array[];
  nobody: Float32Array[][];
}

/** Share of either sort of photographs that may be refused, at most. */
const REFUSED = 0.03;
const FOLDS = 5;

interface Example {
  inputs: Float32Array;
  /** Number of its class. */
  kind: number;
  /** Share of the whole. */
  weight: number;
  /** Sort of photograph; −1: none. */
  sort: number;
  fold: number;
}

/** → the arrays that `createGate` takes. Needs a started tfjs backend. Deterministic. */
export function fitGate({ familiar, photographs, graphics, somebody, nobody }: GateExamples): NamedArrays {
  const photos = photographs.flatMap((sort, s) =>
    sort.map((inputs, i) => toExample(inputs, 0, 0.5 / photographs.length / sort.length, s, i)),
  );
  const others = graphics.map(({ inputs, kind }, i) =>
    toExample(inputs, KINDS.indexOf(kind), 0.5 / graphics.length, -1, i),
  );
  const examples = [...photos, ...others];
  const strangeness = fitStrangeness(familiar);
  const least = leastProbability(photos, (fold) => fitKinds(examples.filter((example) => example.fold !== fold)));
  return new Map([
    ...strangeness,
    ...fitKinds(examples),
    ...fitClasses('person', withOrWithoutPerson(somebody, nobody), 2),
    ['kinds/least', { shape: [1], values: Float32Array.of(least) }],
  ]);
}

const toExample = (inputs: Float32Array, kind: number, weight: number, sort: number, i: number): Example => ({
  inputs,
  kind,
  weight,
  sort,
  fold: i % FOLDS,
});

/**
 * The probability of a photograph from which on a picture passes: judged by regressions that have not seen it, at most 3 %
 * of each sort are refused (split conformal prediction, https://arxiv.org/abs/2107.07511, over the folds).
 */
function leastProbability(photos: Example[], fitWithout: (fold: number) => NamedArrays): number {
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const classify = createClassifier(fitWithout(fold), 'kinds');
    return photos
      .filter((example) => example.fold === fold)
      .map(({ inputs, sort }) => ({ sort, p: classify(inputs)[0] }));
  }).flat();
  const sorts = [...new Set(judged.map(({ sort }) => sort))];
  const bounds = sorts.map((sort) => {
    const sorted = judged
      .filter((each) => each.sort === sort)
      .map(({ p }) => p)
      .sort((a, b) => a - b);
    const rank = Math.floor(REFUSED * (sorted.length + 1));
    return rank === 0 ? 0 : sorted[rank - 1]; // fewer than `rank` are below it
  });
  return Math.min(...bounds);
}

const fitKinds = (examples: Example[]) => fitClasses('kinds', examples, KINDS.length);

function withOrWithoutPerson(somebody: Float32Array[], nobody: Float32Array[][]): Example[] {
  const present = somebody.map((inputs, i) => toExample(inputs, 1, 0.5 / somebody.length, -1, i));
  const absent = nobody.flatMap((sort, s) =>
    sort.map((inputs, i) => toExample(inputs, 0, 0.5 / nobody.length / sort.length, s, i)),
  );
  return [...present, ...absent];
}

/** A regression on standardised inputs; its arrays begin with `name`. */
function fitClasses(name: string, examples: Example[], count: number): NamedArrays {
  const { mean, scale } = spread(examples);
  const rows = new Float32Array(examples.length * INPUTS);
  examples.forEach(({ inputs }, n) => {
    rows.set(standardise(inputs, mean, scale), n * INPUTS);
  });
  const fitted = fitSoftmax(
    {
      rows,
      classes: Int32Array.from(examples, ({ kind }) => kind),
      weights: Float32Array.from(examples, ({ weight }) => weight),
    },
    count,
  );
  return new Map([
    [`${name}/mean`, { shape: [INPUTS], values: mean }],
    [`${name}/scale`, { shape: [INPUTS], values: scale }],
    [`${name}/weights`, { shape: [INPUTS, count], values: fitted.weights }],
    [`${name}/bias`, { shape: [count], values: fitted.bias }],
  ]);
}

/** Mean and standard deviation of each input; the examples count by their weight. */
function spread(examples: Example[]): { mean: Float32Array; scale: Float32Array } {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = new Float64Array(INPUTS);
  const square = new Float64Array(INPUTS);
  for (const { inputs, weight } of examples) {
    for (let i = 0; i < INPUTS; i++) {
      mean[i] += (weight / total) * inputs[i];
      square[i] += (weight / total) * inputs[i] ** 2;
    }
  }
  const scale = Float32Array.from(square, (value, i) => Math.sqrt(Math.max(0, value - mean[i] ** 2)) + 1e-6);
  return { mean: Float32Array.from(mean), scale };
}
