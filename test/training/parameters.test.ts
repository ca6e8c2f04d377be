// The flat parameter vector and Adam across workers. Runs in Node.
import { expect, test } from 'vitest';
import { adamStep, initialise, layoutOf, partOf, shareState, toArrays } from '../../training/parameters.ts';
import { DEFAULTS, learningRateAt } from '../../training/settings.ts';

const layout = layoutOf({ 'a/kernel': [2, 3], 'hidden/bias': [6], 'embedding/kernel': [1, 1] });

test('names, offsets, copies', () => {
  const vector = Float32Array.from({ length: layout.length }, (_, i) => i);
  expect([...partOf(vector, layout, 'hidden/bias')]).toEqual([6, 7, 8, 9, 10, 11]);
  expect(() => partOf(vector, layout, 'nothing')).toThrow();
  const copy = toArrays(vector, layout).get('a/kernel');
  vector.fill(0);
  expect(copy).toEqual({ shape: [2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) });
});

test('same seed, same start; the forget gate starts open', () => {
  const [one, two, three] = [1, 1, 2].map((seed) => {
    const vector = new Float32Array(layout.length);
    initialise(vector, layout, ['hidden'], seed);
    return vector;
  });
  expect(one).toEqual(two);
  expect(one).not.toEqual(three);
  expect([...partOf(one, layout, 'hidden/bias')]).toEqual([0, 0, 0, 1, 0, 0]);
});

test('Adam: the first step moves every parameter by the learning rate, against its gradient', () => {
  const state = shareState(4, 1);
  state.gradients[0].set([0.5, -0.25, 2, 0]);
  adamStep(state, 0, 0, 0.1, DEFAULTS);
  expect([...state.parameters]).toEqual([-0.1, 0.1, -0.1, 0].map((value) => expect.closeTo(value, 5)));
});

test('Adam: a long gradient is clipped before it enters the moments', () => {
  const state = shareState(2, 1);
  state.gradients[0].set([30, 40]); // length 50, clipped to 5
  adamStep(state, 0, 0, 0.1, DEFAULTS);
  expect([...state.first]).toEqual([expect.closeTo(0.3, 5), expect.closeTo(0.4, 5)]); // 0.1 × (3, 4)
});

test('the learning rate warms up, then falls like a cosine to zero', () => {
  const at = (step: number) => learningRateAt(step, 1000, { ...DEFAULTS, learningRate: 1, warmUpSteps: 100 });
  expect(at(0)).toBeCloseTo(0.01);
  expect(at(99)).toBeCloseTo(1);
  expect(at(550)).toBeCloseTo(0.5);
  expect(at(1000)).toBeCloseTo(0);
});
