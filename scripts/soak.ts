// npm run soak -- --minutes N [--seed S] [--firefox] [--json]: browsing in fast motion with the built extension. Runs in Node.
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { runSoak } from './soak/run-soak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    firefox: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const { firefox } = values;
const folder = build('test', firefox ? 'firefox' : 'chrome');
const result = await runSoak(folder, Number(values.minutes), Number(values.seed), console.error, firefox);
const { minutes, seed, pages, changes, labels, failures, earlyBytes = 0, lateBytes = 0 } = result;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const words = [
  `${pages} pages of seed ${seed} in ${minutes} minutes, changed ${changes} times; ${labels} labels looked at, all others checked to be absent`,
  `memory of the process that holds the network, at least: ${megabytes(earlyBytes)} in the first fifth, ${megabytes(lateBytes)} in the last`,
  `${failures.length} failures`,
  ...failures,
];
console.log(values.json ? JSON.stringify(result) : words.join('\n'));
process.exitCode = failures.length > 0 ? 1 : 0;
