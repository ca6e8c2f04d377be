// Builds the extension for the commands that open it. Runs in Node.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * @param kind `test` may read what this computer serves, `everywhere` all sites; `shipped` is what users get
 * @param browser which it is for; `shipped` is built for both
 * @returns the folder with the built extension
 * @throws Error with what the bundler said
 */
export function build(kind: 'shipped' | 'test' | 'everywhere', browser: 'chrome' | 'firefox' = 'chrome'): string {
  console.error('Building the extension …');
  const folder = kind === 'shipped' ? browser : `${browser}-${kind}`;
  const command = kind === 'shipped' ? 'npm run build' : `npx vite build extension --mode ${folder}`;
  const { status, stdout, stderr } = spawnSync(command, { cwd: path('..'), shell: true, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}\nThe extension could not be built; see the lines above`);
  return path(`../dist/${folder}`);
}
