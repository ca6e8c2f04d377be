// Finds and installs programs of this computer. Runs in Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export const isRoot = process.getuid?.() === 0;

/**
 * The first of these programs that is there and starts; undefined when none does.
 * @param variable of the environment, which comes before all of them
 * @throws Error when that one leads nowhere
 */
export function findProgram(variable: string, paths: string[]): string | undefined {
  const chosen = process.env[variable];
  if (chosen && !existsSync(chosen)) throw new Error(`${variable} leads to no browser: ${chosen}`);
  return chosen || paths.find(starts);
}

/** Whether the file is there and is a browser: Ubuntu's packages of browsers are only a note that says to use snap. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/** Whether packages of Debian, Ubuntu and their kin can be installed here. */
export function hasApt(): boolean {
  return (
    isRoot && process.platform === 'linux' && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

export function installByApt(name: string): void {
  shell(`apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${name}`);
}

/** Runs a command for what it does; only what it complains of is shown. */
export function shell(command: string): void {
  spawnSync(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
}
