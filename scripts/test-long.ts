// npm run test:long [-- --only tests|inputs]: tests that are too slow for npm test; ten thousand damaged inputs and ten minutes
// of browsing. What came of each is written down in test/long-run.json. Runs in Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAdvisories } from './advisories.ts';
import { build } from './build.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runSoak } from './soak/run-soak.ts';

const FILE = fileURLToPath(new URL('../test/long-run.json', import.meta.url));

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [count, minutes, seed] = [values.count, values.minutes, values.seed].map(Number);
const date = new Date().toISOString().slice(0, 10);
build('shipped');
build('test', 'firefox');
const folder = build('test');

/** Those of which `npm test` leaves something out. */
function runTests() {
  const command = 'npx vitest run --config test/vitest.config.ts';
  const { status } = spawnSync(`${command} --project browser graphics-faults && ${command} --project firefox`, {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, LONG: 'yes' },
  });
  return { tests: { date, result: status === 0 ? 'passed' : 'failed' } };
}

/** Side by side, in a browser each. */
async function runInputs() {
  const [fuzz, soak] = await Promise.all([
    runFuzz(folder, { count, seed }, console.error),
    runSoak(folder, minutes, seed, console.error),
  ]);
  return { fuzz: { date, ...fuzz }, soak: { date, ...soak } };
}

const tests = values.only === 'inputs' ? undefined : runTests();
const inputs = values.only === 'tests' ? undefined : await runInputs();
const advisories = checkAdvisories();
const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
const text = JSON.stringify({ ...before, ...tests, ...inputs, advisories: { date, ...advisories } }, null, 2);
writeFileSync(FILE, `${text}\n`);
console.log(text);
const hasFailed = tests?.tests.result === 'failed' || inputs?.fuzz.failures.length || inputs?.soak.failures.length;
process.exitCode = hasFailed || advisories.state === 'found' ? 1 : 0;
