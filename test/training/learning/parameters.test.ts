// The flat parameter vector and Adam across workers. Runs in Node.
import { expect, test } from 'vitest';
import { adamStep, initialise, layoutOf, partOf, shareState, toArrays } from '../../../training/learning/parameters.ts';
import { learningRateAt } from '../../../training/learning/phases.ts';
import { DEFAULTS } from '../../../training/settings.ts';

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

const PACE = { decoder: 0.1, encoder: 0.1, beta2: 0.98, averaging: 0 };

test('Adam: the first step moves every parameter by the learning rate, against its gradient', () => {
  const state = shareState(4, 1);
  state.gradients[0].set([0.5, -0.25, 2, 0]);
  adamStep(state, 0, 0, PACE, DEFAULTS);
  expect([...state.parameters]).toEqual([-0.1, 0.1, -0.1, 0].map((value) => expect.closeTo(value, 5)));
});

test('Adam: a long gradient is clipped before it enters the moments', () => {
  const state = shareState(2, 1);
  state.gradients[0].set([30, 40]); // length 50, clipped to 5
  adamStep(state, 0, 0, PACE, DEFAULTS);
  expect([...state.first]).toEqual([expect.closeTo(0.3, 5), expect.closeTo(0.4, 5)]); // 0.1 × (3, 4)
});

test('Adam: the encoder learns at a rate of its own', () => {
  const state = shareState(4, 1, 3);
  state.gradients[0].fill(1);
  adamStep(state, 0, 0, { ...PACE, encoder: 0 }, DEFAULTS);
  expect([...state.parameters]).toEqual([-0.1, -0.1, -0.1, 0].map((value) => expect.closeTo(value, 5)));
});

test('the mean of the weights is one of the last steps, however few they are', () => {
  const state = shareState(1, 1);
  const steps = Array.from({ length: 400 }, (_, step) => {
    state.gradients[0].fill(1);
    adamStep(state, 0, step, { ...PACE, averaging: 0.9 }, DEFAULTS);
    return [...state.averaged, ...state.parameters];
  });
  expect(steps[0][0]).toBeCloseTo(0.9 * steps[0][1], 5); // a tenth of the start is left
  const [averaged, parameters] = steps[399];
  expect(averaged - parameters).toBeCloseTo(0.9, 1); // steps of −0.1, of which the mean is 9 behind
});

test('the learning rate warms up, then falls like a cosine to zero', () => {
  const at = (step: number) => learningRateAt(step, 1000, 1, { ...DEFAULTS, warmUpSteps: 100 });
  expect(at(0)).toBeCloseTo(0.01);
  expect(at(99)).toBeCloseTo(1);
  expect(at(550)).toBeCloseTo(0.5);
  expect(at(1000)).toBeCloseTo(0);
});
