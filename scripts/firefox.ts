// Finds Firefox or installs it, and opens it with an unpacked extension, over WebDriver BiDi. Runs in Node.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, connect, type Script } from './bidi.ts';
import { FirefoxPage } from './firefox-page.ts';
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

export interface Firefox {
  /** A new tab in front, 1280 × 720 CSS px in a headless browser. */
  newPage(): Promise<FirefoxPage>;
  /** Runs in a page of the extension, where all of its own `browser` and `chrome` are at hand. */
  inExtension<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R>;
  /** Runs in the browser's own window, where everything is allowed. */
  inWindow<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R>;
  /** The address of the extension's pages, ending in a slash. */
  origin: string;
  /** Resolves when the browser has gone. */
  closed: Promise<void>;
  /** Closes the browser and removes its profile. */
  close(): Promise<void>;
}

/** Opens Firefox with a fresh profile and the unpacked extension in `folder`. @param preferences of about:config */
export async function openFirefox(
  folder: string,
  options: { headless: boolean; preferences?: Record<string, unknown> },
): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'inkling-profile-'));
  const preferences = Object.entries(options.preferences ?? {}).map((each) => JSON.stringify(each).slice(1, -1));
  writeFileSync(join(profile, 'user.js'), preferences.map((each) => `user_pref(${each});\n`).join(''));
  const program = start(profile, options.headless);
  let bidi: Bidi | undefined;
  const close = async () => {
    await end(program, bidi);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    bidi = await connect(await addressOf(program));
    return { ...(await withExtension(bidi, folder, options.headless)), closed: bidi.closed, close };
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

async function withExtension(bidi: Bidi, folder: string, headless: boolean) {
  const { id } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).browser_specific_settings.gecko;
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } });
  const { contexts } = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const inWindow: Firefox['inWindow'] = (script, argument) => bidi.evaluate(contexts[0].context, script, argument);
  const host = await inWindow((id: string) => WebExtensionPolicy.getByID(id).mozExtensionHostname, id);
  const origin = `moz-extension://${host}/`;
  const addresses = new Map<string, string>();
  const changes = ['load', 'fragmentNavigated', 'historyUpdated'].map((name) => `browsingContext.${name}`);
  await bidi.on(changes, ({ context, url }) => addresses.set(context, url));
  const pageOf = (context: string) => new FirefoxPage(bidi, context, addresses);
  let inside: Promise<FirefoxPage> | undefined;
  const newPage = async () => {
    const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
    const page = pageOf(context);
    if (headless) await page.setViewportSize({ width: 1280, height: 720 });
    return page;
  };
  const openInside = async () => {
    const { context } = await bidi.send('browsingContext.create', { type: 'tab', background: true });
    const page = pageOf(context);
    await page.goto(`${origin}options/index.html`);
    return page;
  };
  const inExtension: Firefox['inExtension'] = async (script, argument) => {
    inside ??= openInside();
    return (await inside).evaluate(script, argument);
  };
  return { newPage, inExtension, inWindow, origin };
}

/** Of the browser's own window; types only. */
declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } };
