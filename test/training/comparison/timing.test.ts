// Medians of works that take turns. Runs in Node.
import { expect, test } from 'vitest';
import { inTurn } from '../../../training/comparison/timing.ts';

test('works take turns; the first round does not count', async () => {
  const order: string[] = [];
  const times = await inTurn([() => order.push('a'), () => order.push('b')], 3);
  expect(order.join('')).toBe('abababab');
  expect(times).toHaveLength(2);
  for (const time of times) expect(time).toBeGreaterThanOrEqual(0);
});
