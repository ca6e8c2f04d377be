// Joining, remembering and cancelling requests.
import { expect, test } from 'vitest';
import { createJobs } from '../../../extension/captioner/jobs.ts';

/** A job that ends when told to, and counts how often it was started. */
function controlled() {
  const signals: AbortSignal[] = [];
  let finish: (value: string) => void = () => undefined;
  const run = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve) => {
      finish = resolve;
    });
  };
  return { run, signals, finish: (value: string) => finish(value) };
}

test('requests for the same thing share one run, and later ones the memory of it', async () => {
  const jobs = createJobs<string>(500);
  const { run, signals, finish } = controlled();
  const both = [jobs.join('a', '1/', run), jobs.join('a', '2/', run)];
  expect(jobs.busy()).toBe(true);
  finish('answer');
  expect(await Promise.all(both)).toEqual(['answer', 'answer']);
  expect(await jobs.join('a', '3/', run)).toBe('answer');
  expect(signals).toHaveLength(1);
  expect(jobs.busy()).toBe(false);
});

test('where nothing is to be remembered, only what is on its way is shared', async () => {
  const jobs = createJobs<string>(0);
  const { run, signals, finish } = controlled();
  const both = [jobs.join('a', '1/', run), jobs.join('a', '2/', run)];
  finish('once');
  expect(await Promise.all(both)).toEqual(['once', 'once']);
  const later = jobs.join('a', '3/', run);
  finish('again');
  expect(await later).toBe('again');
  expect(signals).toHaveLength(2);
});

test('forgets when told to, but not what is on its way', async () => {
  const jobs = createJobs<string>(500);
  await jobs.join('a', '1/', async () => 'before');
  const { run, finish } = controlled();
  const coming = jobs.join('b', '1/', run);
  jobs.forget();
  expect(await jobs.join('a', '1/', async () => 'after')).toBe('after');
  finish('arrived');
  expect(await coming).toBe('arrived');
  expect(await jobs.join('b', '1/', run)).toBe('arrived');
});

test('a run that rejects tells everybody who waits, and the next request starts afresh', async () => {
  const jobs = createJobs<string>(500);
  const fail = () => Promise.reject(new Error('no'));
  await expect(jobs.join('a', '1/', fail)).rejects.toThrow('no');
  expect(await jobs.join('a', '1/', async () => 'yes')).toBe('yes');
});

test('a job is aborted when the last asker leaves, not before', async () => {
  const jobs = createJobs<string>(500);
  const { run, signals } = controlled();
  for (const asker of ['1/doc', '2/doc', '12/doc']) jobs.join('a', asker, run);
  jobs.cancel('1/');
  jobs.cancel('2/other');
  jobs.cancel('12/');
  expect(signals[0].aborted).toBe(false);
  jobs.cancel('2/');
  expect(signals[0].aborted).toBe(true);
  jobs.join('a', '3/doc', run);
  expect(signals).toHaveLength(2);
});

test('one of several jobs of an asker is aborted alone', () => {
  const jobs = createJobs<string>(0);
  const [one, other] = [controlled(), controlled()];
  jobs.join('one', '1/doc', one.run);
  jobs.join('other', '1/doc', other.run);
  jobs.cancel('1/doc', 'one');
  expect([one, other].map(({ signals }) => signals[0].aborted)).toEqual([true, false]);
});

test('forgets the oldest answers, so that memory stays bounded', async () => {
  const jobs = createJobs<number>(500);
  let runs = 0;
  const run = async () => ++runs;
  for (let i = 0; i < 600; i++) await jobs.join(`key ${i}`, '1/', run);
  await jobs.join('key 599', '1/', run);
  expect(runs).toBe(600);
  await jobs.join('key 0', '1/', run);
  expect(runs).toBe(601);
});
