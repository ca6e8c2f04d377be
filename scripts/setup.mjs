// Makes a bare checkout ready (Node version, packages), then runs a TypeScript file. Runs on bare Node, before anything is installed.
// Usage: node scripts/setup.mjs FILE.ts [ARGUMENTS]
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages what a lockfile lists */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));

/** @param {string[]} command a file relative to the repository, and its arguments */
function main(command) {
  const { node } = process.versions;
  if (!isNewEnough(node)) fail(`Inkling needs Node 20.19 or newer (of Node 22, 22.12 or newer); this is ${node}`);
  if (isStale(packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json'))) install();
  const [file, ...rest] = command;
  run(join(ROOT, file), rest);
}

/**
 * Whether the tools run on this Node: they `require` ES modules, which 21 and the first versions of 22 cannot do.
 * @param {string} version e.g. "20.19.0"
 */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/**
 * Whether what is installed differs from what is locked; packages for other systems may be missing.
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function isStale(locked, installed) {
  return Object.entries(locked).some(([path, { version, optional, devOptional }]) => {
    if (path === '') return false;
    return path in installed ? installed[path].version !== version : !(optional || devOptional);
  });
}

/**
 * @param {string} lockfile package-lock.json, or the copy that npm keeps of what it has installed
 * @returns {Packages} nothing where there is no such file
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(join(ROOT, lockfile), 'utf8')).packages;
  } catch {
    return {};
  }
}

function install() {
  console.error('Installing packages (about a minute) …');
  const { status } = spawnSync('npm ci --no-audit --no-fund --loglevel=error', {
    cwd: ROOT,
    shell: true, // npm is a .cmd file on Windows
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) fail('Could not install the packages; see the lines above');
}

/**
 * Runs the file with the terminal's own streams and ends as it ended.
 * @param {string} file
 * @param {string[]} rest
 */
function run(file, rest) {
  const env = { INIT_CWD: process.cwd(), ...process.env }; // npm's name for the folder in which the user typed
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], { cwd: ROOT, env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
