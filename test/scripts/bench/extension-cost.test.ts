// How memory is read; the test of run-bench measures a real extension.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { peakOf } from '../../../scripts/bench/extension-cost.ts';

it('reads the most memory that a process has had', () => {
  expect(peakOf('Name:\tchromium\nVmPeak:\t 999 kB\nVmHWM:\t  123456 kB\nVmRSS:\t 100 kB\n')).toBe(123456 * 1024);
});

it.runIf(process.platform === 'linux')('agrees with what this process uses now', () => {
  const peak = peakOf(readFileSync('/proc/self/status', 'utf8'));
  expect(peak).toBeGreaterThanOrEqual(0.9 * process.memoryUsage().rss);
});
