// npm run package: builds the extension anew, and packs it and its sources as stores take them. Runs in Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';
import { zip } from './zip.ts';

/** The folders in dist/ of which a store gets an archive. */
export const BUILDS = ['chrome', 'firefox'];
/** Bytes that an archive may have: what somebody with a slow line has to wait for. */
export const MOST_BYTES = 9.2 * 2 ** 20;

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

function main(): void {
  build('shipped');
  const { version } = JSON.parse(readFileSync(path(`dist/${BUILDS[0]}/manifest.json`), 'utf8'));
  for (const name of BUILDS) write(`dist/inkling-${name}-${version}.zip`, zip(path(`dist/${name}`)));
  const files = sources();
  if (files) write(`dist/inkling-source-${version}.zip`, zip(path('.'), files));
}

function write(file: string, archive: Uint8Array): void {
  writeFileSync(path(file), archive);
  console.log(`${createHash('sha256').update(archive).digest('hex')}  ${file} (${archive.length} bytes)`);
}

/** Every file that git follows, as it lies here now; undefined where the sources came without git. */
function sources(): string[] | undefined {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: path('.'), encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter(Boolean) : undefined;
}
