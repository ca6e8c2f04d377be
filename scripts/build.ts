// Builds the extension for the commands that open it. Runs in Node.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * @param kind `test` may read what this computer serves, `everywhere` all sites; `shipped` is what users get
 * @returns the folder with the built extension
 * @throws Error with what the bundler said
 */
export function build(kind: 'shipped' | 'test' | 'everywhere'): string {
  console.error('Building the extension …');
  const options = { cwd: path('..'), shell: true, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(kind === 'shipped' ? 'npm run build' : `npm run build:${kind}`, options);
  if (status !== 0) throw new Error(`${stdout}${stderr}\nThe extension could not be built; see the lines above`);
  return path(kind === 'shipped' ? '../dist/chrome' : `../dist/chrome-${kind}`);
}
