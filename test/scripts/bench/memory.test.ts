// How memory is read; the test of run-bench reads that of a real extension.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { memoryIn } from '../../../scripts/bench/memory.ts';

it('reads the memory that a process has and the most that it has had', () => {
  const status = 'Name:\tchromium\nVmPeak:\t 999 kB\nVmHWM:\t  123456 kB\nVmRSS:\t 100 kB\n';
  expect(memoryIn(status, 'VmHWM')).toBe(123456 * 1024);
  expect(memoryIn(status, 'VmRSS')).toBe(100 * 1024);
});

it.runIf(process.platform === 'linux')('agrees with what this process uses now', () => {
  const peak = memoryIn(readFileSync('/proc/self/status', 'utf8'), 'VmHWM');
  expect(peak).toBeGreaterThanOrEqual(0.9 * process.memoryUsage().rss);
});
