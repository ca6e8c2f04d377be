// npm run advisories: whether a package that ships has a known high or critical advisory, says npm's registry. Runs in Node.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export interface Advisories {
  /** 'not checked' is neither good nor bad: nobody has looked. */
  state: 'none' | 'found' | 'not checked';
  words: string;
}

interface Report {
  auditReportVersion?: number;
  message?: string;
  vulnerabilities?: Record<string, { severity: string }>;
  metadata?: { dependencies?: { prod?: number } };
}

const SEVERE = new Set(['high', 'critical']);

/** @param output what `npm audit --json` has printed */
export function readAudit(output: string): Advisories {
  let report: Report;
  try {
    report = JSON.parse(output);
  } catch {
    return { state: 'not checked', words: 'npm audit gave no answer' };
  }
  const { auditReportVersion, vulnerabilities, metadata, message } = report;
  const packages = metadata?.dependencies?.prod;
  if (auditReportVersion !== 2 || !vulnerabilities || !packages) {
    return { state: 'not checked', words: message ?? 'npm audit answered in a way that is not known' };
  }
  const severe = Object.entries(vulnerabilities).filter(([, { severity }]) => SEVERE.has(severity));
  if (severe.length === 0) return { state: 'none', words: `no high or critical advisory for ${packages} packages` };
  return { state: 'found', words: severe.map(([name, { severity }]) => `${name}: ${severity}`).join(', ') };
}

/** Asks the registry about all packages but those of development. */
export function checkAdvisories(): Advisories {
  return readAudit(spawnSync('npm audit --omit=dev --json', { shell: true, encoding: 'utf8' }).stdout);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { state, words } = checkAdvisories();
  console.log(`${state}: ${words}`);
  process.exitCode = state === 'none' ? 0 : 1;
}
