// Softmax regression on points whose classes are known. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../training/random.ts';
import { type Examples, fitSoftmax } from '../../../training/silence/fit-softmax.ts';
import { startWasm } from '../../../training/start-wasm.ts';

beforeAll(() => startWasm());

const WIDTH = 5;

/** Points round three centres on different axes; class 0 counts `importance` times. */
function clusters(importance = 1): Examples {
  const random = seededRandom(4);
  const count = 300;
  const rows = Float32Array.from({ length: count * WIDTH }, () => random() - 0.5);
  const classes = Int32Array.from({ length: count }, (_, n) => n % 3);
  classes.forEach((kind, n) => {
    rows[n * WIDTH + kind] += 2;
  });
  return { rows, classes, weights: Float32Array.from(classes, (kind) => (kind === 0 ? importance : 1)) };
}

/** Scores [3] of one point. */
function scores({ weights, bias }: ReturnType<typeof fitSoftmax>, point: Float32Array): number[] {
  return [0, 1, 2].map((k) => point.reduce((sum, value, i) => sum + value * weights[i * 3 + k], bias[k]));
}

test('tells the clusters apart by the axes that matter', () => {
  const examples = clusters();
  const fitted = fitSoftmax(examples, 3);
  const right = examples.classes.filter((truth, n) => {
    const own = scores(fitted, examples.rows.subarray(n * WIDTH, (n + 1) * WIDTH));
    return own.indexOf(Math.max(...own)) === truth;
  });
  expect(right).toHaveLength(300);
  expect(fitted.weights[0]).toBeGreaterThan(0.5); // axis 0 for class 0
  expect(Math.abs(fitted.weights[3 * 4])).toBeLessThan(0.1); // axis 4 says nothing
});

test('is close to the minimum: the errors balance the penalty', () => {
  const { rows, classes, weights } = clusters();
  const fitted = fitSoftmax({ rows, classes, weights }, 3);
  const bias = [0, 0, 0];
  const pull = new Float64Array(WIDTH * 3);
  classes.forEach((truth, n) => {
    const point = rows.subarray(n * WIDTH, (n + 1) * WIDTH);
    const powers = scores(fitted, point).map(Math.exp);
    const total = powers.reduce((a, b) => a + b);
    powers.forEach((power, k) => {
      const error = (power / total - (k === truth ? 1 : 0)) / classes.length;
      bias[k] += error;
      for (let i = 0; i < WIDTH; i++) pull[i * 3 + k] += error * point[i];
    });
  });
  for (const value of bias) expect(Math.abs(value)).toBeLessThan(1e-3);
  pull.forEach((value, i) => {
    expect(Math.abs(value + 0.1 * fitted.weights[i])).toBeLessThan(0.015);
  });
});

test('important examples pull the border away from them, and nothing is left to chance', () => {
  const plain = fitSoftmax(clusters(), 3);
  const pulled = fitSoftmax(clusters(10), 3);
  expect(pulled.bias[0] - pulled.bias[1]).toBeGreaterThan(plain.bias[0] - plain.bias[1] + 0.5);
  expect(fitSoftmax(clusters(10), 3)).toEqual(pulled);
});
