// npm run fuzz -- --count N --seed S [--first I] [--firefox] [--json]: damaged files and messages for the built extension. Runs in Node.
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    firefox: { type: 'boolean', default: false },
    first: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [wanted, first, chosen] = [values.count, values.first, values.seed].map(Number);
const { firefox } = values;
const folder = build('test', firefox ? 'firefox' : 'chrome');
const result = await runFuzz(folder, { count: wanted, seed: chosen, first, firefox }, console.error);
const { count, seed, seconds, answers, failures } = result;
const tried = Object.entries(answers).map(([answer, times]) => `  ${times} × ${answer}`);
const words = [
  `${count} inputs of seed ${seed} in ${seconds} s:`,
  ...tried,
  `${failures.length} failures`,
  ...failures,
];
console.log(values.json ? JSON.stringify(result) : words.join('\n'));
process.exitCode = failures.length > 0 ? 1 : 0;
