// The fitted gate on invented inputs: photographs of two sorts, graphics of two kinds. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { FEATURES } from '../../../model/encoder.ts';
import { createClassifier, INPUTS, KINDS } from '../../../model/gate.ts';
import { seededRandom } from '../../../training/random.ts';
import { fitGate, type GateExamples } from '../../../training/silence/fit-gate.ts';
import { startWasm } from '../../../training/start-wasm.ts';

beforeAll(() => startWasm());

const random = seededRandom(8);
/** Inputs of a picture: noise on twenty of them, and `strength` on one. */
function picture(input: number, strength: number): Float32Array {
  const inputs = Float32Array.from({ length: INPUTS }, (_, i) => (i < 20 ? random() - 0.5 : 0));
  inputs[input] += strength;
  return inputs;
}
const pictures = (count: number, input: number, strength: number) =>
  Array.from({ length: count }, () => picture(input, strength));

const examples: GateExamples = {
  familiar: Float32Array.from({ length: 60 * FEATURES }, () => random()),
  photographs: [pictures(120, 0, 6), [...pictures(70, 0, 6), ...pictures(4, 1, 6)]], // four look like text
  graphics: [
    ...pictures(80, 1, 6).map((inputs) => ({ inputs, kind: 'text' as const })),
    ...pictures(80, 2, 6).map((inputs) => ({ inputs, kind: 'map' as const })),
  ],
  somebody: pictures(60, 3, 6),
  nobody: [pictures(40, 4, 6), pictures(10, 5, 6)],
};

test('tells kinds apart, and the threshold lets nearly all photographs pass', () => {
  const arrays = fitGate(examples);
  const classify = createClassifier(arrays, 'kinds');
  const likeliest = (inputs: Float32Array) => {
    const own = classify(inputs);
    return KINDS[own.indexOf(Math.max(...own))];
  };
  expect(pictures(20, 0, 6).map(likeliest)).toEqual(Array(20).fill('photo'));
  expect(pictures(20, 1, 6).map(likeliest)).toEqual(Array(20).fill('text'));
  expect(pictures(20, 2, 6).map(likeliest)).toEqual(Array(20).fill('map'));

  const [least] = arrays.get('kinds/least')!.values;
  for (const sort of examples.photographs) {
    const refused = sort.filter((inputs) => classify(inputs)[0] < least).length;
    expect(refused).toBeLessThanOrEqual(0.03 * sort.length);
  }
  expect(least).toBeLessThan(0.5); // more than 3 % of one sort look like text, so the bound lies among those
});

test('tells whether somebody is there, however few there are of a sort without', () => {
  const classify = createClassifier(fitGate(examples), 'person');
  const suspected = (inputs: Float32Array) => classify(inputs)[1] > 0.5;
  expect([3, 4, 5].map((input) => pictures(20, input, 6).filter(suspected).length)).toEqual([20, 0, 0]);
});

test('has every array of the gate, in its shape; clean examples give a high threshold', () => {
  const arrays = fitGate({ ...examples, photographs: [pictures(120, 0, 6), pictures(70, 0, 6)] });
  expect(arrays.get('kinds/least')!.values[0]).toBeGreaterThan(0.5);
  const shapes = Object.fromEntries([...arrays].map(([name, { shape }]) => [name, shape]));
  expect(shapes).toEqual({
    mean: [FEATURES],
    directions: [32, FEATURES],
    variances: [32],
    rest: [1],
    'kinds/mean': [INPUTS],
    'kinds/scale': [INPUTS],
    'kinds/weights': [INPUTS, KINDS.length],
    'kinds/bias': [KINDS.length],
    'kinds/least': [1],
    'person/mean': [INPUTS],
    'person/scale': [INPUTS],
    'person/weights': [INPUTS, 2],
    'person/bias': [2],
  });
});
