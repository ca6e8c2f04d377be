// Random damage that is the same each time.
import { expect, test } from 'vitest';
import { mutateFile, mutateMessage } from '../../../scripts/fuzz/mutations.ts';
import { seededRandom } from '../../../scripts/random.ts';

const files = [Buffer.alloc(300, 1), Buffer.alloc(200, 2)];
const message = { to: 'background:describe', request: { picture: { url: 'data:,' } } };
const thousand = Array.from({ length: 1000 }, (_, i) => i);

test('the same seed damages in the same way, another one otherwise; the original stays', () => {
  const damaged = (seed: number) => mutateFile(files, seededRandom(seed));
  expect(damaged(1)).toEqual(damaged(1));
  expect(damaged(1)).not.toEqual(damaged(2));
  expect(files).toEqual([Buffer.alloc(300, 1), Buffer.alloc(200, 2)]);
  const changed = mutateMessage(message, seededRandom(3));
  expect(changed).toEqual(mutateMessage(message, seededRandom(3)));
  expect(message.request.picture.url).toBe('data:,');
});

test('most files are damaged and stay about as long; some are cut off', () => {
  const all = thousand.map((i) => mutateFile(files, seededRandom(i)));
  const whole = all.filter((file) => files.some((each) => each.equals(file)));
  expect(whole.length).toBeLessThan(50);
  expect(all.filter(({ length }) => length > 150 && length < 400).length).toBeGreaterThan(600);
  expect(all.filter(({ length }) => length < 100).length).toBeGreaterThan(20);
});

test('messages can always be sent, and are damaged in every part', () => {
  const all = thousand.map((i) => mutateMessage(message, seededRandom(i)) as Partial<typeof message> | null);
  const sent = all.map((each) => JSON.stringify(each));
  expect(new Set(sent).size).toBeGreaterThan(300);
  expect(all.filter((each) => each?.to !== message.to).length).toBeGreaterThan(50);
  expect(all.filter((each) => typeof each?.request?.picture?.url === 'number').length).toBeGreaterThan(10);
  expect(all.filter((each) => each && Object.hasOwn(each, '__proto__')).length).toBeGreaterThan(0);
});
