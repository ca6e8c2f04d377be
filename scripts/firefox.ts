// Finds Firefox or installs it, and opens it with an unpacked extension, over WebDriver BiDi. Runs in Node.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, connect } from './bidi.ts';
import { type WithExtension, withExtension } from './firefox-extension.ts';
import { findProgram, hasApt, installByApt } from './installed.ts';

const { env, platform } = process;

/** Where Firefox usually is; FIREFOX_PATH comes before all of them. */
const USUAL_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
  darwin: ['', env.HOME ?? ''].map((home) => `${home}/Applications/Firefox.app/Contents/MacOS/firefox`),
  win32: [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    .flatMap((folder) => folder ?? [])
    .map((folder) => join(folder, 'Mozilla Firefox\\firefox.exe')),
};
/** Milliseconds for Firefox to start, and to end. */
const STARTING = 60_000;
const ENDING = 5000;

/** The path of Firefox, installed first where there is none. Throws when that fails, or FIREFOX_PATH leads nowhere. */
export function ensureFirefox(): string {
  const find = () => findProgram('FIREFOX_PATH', USUAL_PATHS[platform] ?? []);
  const found = find();
  if (found) return found;
  console.error('Installing Firefox (a minute) …');
  if (hasApt()) installByApt('firefox-esr');
  const installed = find();
  if (!installed) throw new Error('Could not install Firefox: install it, or set FIREFOX_PATH to where it is');
  return installed;
}

export interface Firefox extends WithExtension {
  /** Resolves when the browser has gone. */
  closed: Promise<void>;
  /** Closes the browser and removes its profile, if that was a fresh one. */
  close(): Promise<void>;
}

/**
 * Opens Firefox with a fresh profile and the unpacked extension in `folder`.
 * @param options.preferences of about:config
 * @param options.profile a folder that stays, to open again what was closed. It has to have the extension in it: what is
 *   loaded from a folder is gone when the browser ends
 */
export async function openFirefox(
  folder: string,
  options: { headless: boolean; preferences?: Record<string, unknown>; profile?: string },
): Promise<Firefox> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'inkling-profile-'));
  const preferences = Object.entries(options.preferences ?? {}).map((each) => JSON.stringify(each).slice(1, -1));
  writeFileSync(join(profile, 'user.js'), preferences.map((each) => `user_pref(${each});\n`).join(''));
  const program = start(profile, options.headless);
  let bidi: Bidi | undefined;
  const close = async () => {
    await end(program, bidi);
    if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    bidi = await connect(await addressOf(program));
    const inside = { headless: options.headless, isThere: options.profile !== undefined };
    return { ...(await withExtension(bidi, folder, inside)), closed: bidi.closed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Only with system access do the pages of extensions and the browser's own window open to BiDi. */
function start(profile: string, headless: boolean): ChildProcess {
  const options = ['--remote-debugging-port=0', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  return spawn(ensureFirefox(), [...options, ...(headless ? ['--headless'] : [])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Firefox says on its standard error where it listens. @throws Error with all it has said, when it says something else */
function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`Firefox does not start: ${said}`));
    const timer = setTimeout(fail, STARTING);
    program.once('error', reject).once('exit', fail);
    program.stderr?.on('data', (text) => {
      said += text;
      const [, address] = /BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

async function end(program: ChildProcess, bidi?: Bidi): Promise<void> {
  const hasNotStarted = program.pid === undefined;
  if (hasNotStarted || program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((resolve) => program.once('exit', resolve));
  const kill = setTimeout(() => program.kill('SIGKILL'), ENDING);
  await bidi?.send('browser.close').catch(() => undefined); // has gone before the answer has come
  if (!bidi) program.kill();
  await gone;
  clearTimeout(kill);
}

/** The number of the process that holds the extension. Runs in the browser's own window. */
export async function extensionProcess(): Promise<number> {
  const { children } = await ChromeUtils.requestProcInfo();
  const process = children.find(({ type, pid }) => type === 'extension' && pid > 0); // 0: it has not started yet
  if (!process) throw new Error('no process holds an extension');
  return process.pid;
}

/** Of the browser's own window; types only. */
declare const ChromeUtils: { requestProcInfo(): Promise<{ children: { pid: number; type: string }[] }> };
