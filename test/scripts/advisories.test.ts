// What the answers of npm's registry mean.
import { expect, test } from 'vitest';
import { readAudit } from '../../scripts/advisories.ts';

const report = (severities: string[], prod = 12) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(severities.map((severity, i) => [`package-${i}`, { severity }])),
    metadata: { dependencies: { prod } },
  });

test('high and critical advisories are found, lesser ones are not', () => {
  expect(readAudit(report(['low', 'moderate']))).toMatchObject({ state: 'none' });
  expect(readAudit(report(['low', 'high', 'critical']))).toEqual({
    state: 'found',
    words: 'package-1: high, package-2: critical',
  });
});

test.each([
  ['nothing', ''],
  ['words', 'npm error network'],
  ['an error', JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 })],
  ['a report about no package', report([], 0)],
  ['another kind of report', JSON.stringify({ auditReportVersion: 3, vulnerabilities: {} })],
])('%s is not checked, and not good', (_, output) => {
  expect(readAudit(output).state).toBe('not checked');
});
