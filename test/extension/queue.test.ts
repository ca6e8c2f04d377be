// Tasks run in order, a few at a time, and failures do not stop the rest.
import { expect, test } from 'vitest';
import { createQueue } from '../../extension/queue.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

test.each([1, 3])('runs at most %i at once, in order', async (width) => {
  const run = createQueue(width);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const task = (i: number) => async () => {
    order.push(i);
    most = Math.max(most, ++running);
    await later();
    running--;
    return i;
  };
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => run(task(i))));
  expect(most).toBe(width);
  expect(order).toEqual(results);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('a task that fails rejects its own caller only', async () => {
  const run = createQueue(1);
  const failing = run(() => Promise.reject(new Error('no')));
  const throwing = run(() => {
    throw new Error('no, now');
  });
  const fine = run(() => 'yes');
  await expect(failing).rejects.toThrow('no');
  await expect(throwing).rejects.toThrow('no, now');
  await expect(fine).resolves.toBe('yes');
});

test('a newcomer cannot overtake one who waits when a place is handed over', async () => {
  const run = createQueue(1);
  let running = 0;
  const task = async () => {
    expect(++running).toBe(1);
    await later();
    running--;
  };
  const first = run(task);
  const second = run(task);
  const third = first.then(() => run(task));
  await Promise.all([first, second, third]);
});
