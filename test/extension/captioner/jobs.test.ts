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
  const jobs = createJobs<string>(() => true);
  const { run, signals, finish } = controlled();
  const both = [jobs.join('a', '1/', run), jobs.join('a', '2/', run)];
  expect(jobs.busy()).toBe(true);
  finish('answer');
  expect(await Promise.all(both)).toEqual(['answer', 'answer']);
  expect(await jobs.join('a', '3/', run)).toBe('answer');
  expect(signals).toHaveLength(1);
  expect(jobs.busy()).toBe(false);
});

test('what is not lasting is made again', async () => {
  const jobs = createJobs<string>((result) => result !== 'failed');
  let runs = 0;
  const run = async () => (++runs === 1 ? 'failed' : 'fine');
  expect(await jobs.join('a', '1/', run)).toBe('failed');
  expect(await jobs.join('a', '1/', run)).toBe('fine');
  expect(await jobs.join('a', '1/', run)).toBe('fine');
  expect(runs).toBe(2);
});

test('a run that rejects tells everybody who waits, and the next request starts afresh', async () => {
  const jobs = createJobs<string>(() => true);
  const fail = () => Promise.reject(new Error('no'));
  await expect(jobs.join('a', '1/', fail)).rejects.toThrow('no');
  expect(await jobs.join('a', '1/', async () => 'yes')).toBe('yes');
});

test('a job is aborted when the last asker leaves, not before', async () => {
  const jobs = createJobs<string>(() => true);
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

test('forgets the oldest answers, so that memory stays bounded', async () => {
  const jobs = createJobs<number>(() => true);
  let runs = 0;
  const run = async () => ++runs;
  for (let i = 0; i < 600; i++) await jobs.join(`key ${i}`, '1/', run);
  await jobs.join('key 599', '1/', run);
  expect(runs).toBe(600);
  await jobs.join('key 0', '1/', run);
  expect(runs).toBe(601);
});
