// Dropout. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { pack } from '../../../training/learning/batches.ts';
import { maskWords } from '../../../training/learning/masks.ts';
import { seededRandom } from '../../../training/random.ts';
import { startWasm } from '../../../training/start-wasm.ts';

beforeAll(() => startWasm());

const batch = pack([
  { slot: 0, captions: [[4, 5], [6]] },
  { slot: 1, captions: [[7]] },
]);
const HIDDEN = 32;
const masked = { hidden: HIDDEN, attends: true };
const row = (mask: Float32Array, i: number) => mask.slice(i * HIDDEN, (i + 1) * HIDDEN);

test('every word has a mask of its own, and the mean stays', () => {
  const { embedding, output } = maskWords(masked, batch, 0.4, seededRandom(1));
  expect(embedding.length).toBe(batch.inputs.length * HIDDEN);
  expect(row(embedding, 0)).not.toEqual(row(embedding, 1));
  expect(embedding).not.toEqual(output);
  expect(embedding.reduce((a, b) => a + b) / embedding.length).toBeCloseTo(1, 1);
});
