// npm run bench [-- --json]: Inkling beside onnxruntime-web with the same network, and plain tfjs, in a real browser. Runs in Node.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inWords } from './bench/in-words.ts';
import { runBench } from './bench/run-bench.ts';
import { build } from './build.ts';

const SAMPLE = fileURLToPath(new URL('sample/', import.meta.url));

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** WebGPU even where the processor only pretends to be a graphics card. */
    software: { type: 'boolean', default: false },
    /** How often each picture is timed. */
    rounds: { type: 'string', default: '3' },
    /** So many in a row, to see whether memory grows. */
    descriptions: { type: 'string', default: '0' },
  },
});
const photos = readdirSync(SAMPLE).filter((name) => name.endsWith('.jpg'));
const figures = await runBench({
  extension: build('shipped'),
  pictures: photos.map((name) => SAMPLE + name),
  rounds: Number(values.rounds),
  software: values.software,
  descriptions: Number(values.descriptions),
});
console.log(values.json ? JSON.stringify(figures) : inWords(figures));
