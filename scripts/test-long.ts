// npm run test:long: tests that are too slow for npm test, ten thousand damaged inputs and ten minutes of browsing, written
// down in test/long-run.json. Runs in Node.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAdvisories } from './advisories.ts';
import { build } from './build.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runSoak } from './soak/run-soak.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [count, minutes, seed] = [values.count, values.minutes, values.seed].map(Number);
build('shipped');
build('test', 'firefox');
const folder = build('test');
/** Those of which `npm test` leaves something out. */
const command = 'npx vitest run --config test/vitest.config.ts';
const tests = spawnSync(`${command} --project browser graphics-faults && ${command} --project firefox`, {
  shell: true,
  stdio: 'inherit',
  env: { ...process.env, LONG: 'yes' },
});
const advisories = checkAdvisories();
// Side by side, in a browser each.
const [fuzz, soak] = await Promise.all([
  runFuzz(folder, { count, seed }, console.error),
  runSoak(folder, minutes, seed, console.error),
]);
const date = new Date().toISOString().slice(0, 10);
const result = { date, seed, fuzz, soak, tests: tests.status === 0 ? 'passed' : 'failed', advisories };
const text = JSON.stringify(result, null, 2);
writeFileSync(fileURLToPath(new URL('../test/long-run.json', import.meta.url)), `${text}\n`);
console.log(text);
const failed = tests.status !== 0 || fuzz.failures.length > 0 || soak.failures.length > 0;
process.exitCode = failed || advisories.state === 'found' ? 1 : 0;
