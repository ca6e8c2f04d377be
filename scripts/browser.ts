// Finds a Chromium-based browser or installs one, and opens it with an unpacked extension. Runs in Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Worker } from 'playwright-core';
import { findProgram, hasApt, installByApt, isRoot, shell } from './installed.ts';

const { env, platform } = process;

/** Where browsers usually are; CHROME_PATH comes before all of them. */
const USUAL_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
    ['', env.HOME ?? ''].map((home) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`),
  ),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) =>
    [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .flatMap((folder) => folder ?? [])
      .map((folder) => join(folder, path)),
  ),
};

/** The path of a browser on this computer; undefined when there is none. Throws when CHROME_PATH leads nowhere. */
export function findBrowser(): string | undefined {
  return findProgram('CHROME_PATH', [...(USUAL_PATHS[platform] ?? []), chromium.executablePath()]);
}

/** The path of a browser, installed first where there is none. Throws when that fails. */
export function ensureBrowser(): string {
  const path = findBrowser() ?? installBrowser();
  if (!path) throw new Error('Could not install Chromium: install Chrome, or set CHROME_PATH to your browser');
  return path;
}

function installBrowser(): string | undefined {
  console.error('Installing Chromium (a few minutes) …');
  if (hasApt()) installByApt('chromium');
  if (!findBrowser()) shell(`npx playwright-core install ${hasApt() ? '--with-deps ' : ''}chromium`);
  return findBrowser();
}

export interface Launched {
  context: BrowserContext;
  /** The extension's service worker, where all of chrome.* is at hand. */
  worker: Worker;
  /** Closes the browser and removes its profile. */
  close(): Promise<void>;
}

/** Milliseconds that a browser is busy with itself after it has been opened: what is measured then is not Inkling. */
export const SETTLING = 3000;

/**
 * Opens a browser with a fresh profile and the unpacked extension in `folder`. The extension is loaded over the
 * DevTools protocol because branded Chrome (137 and later) ignores --load-extension.
 * @param options.language of the browser, where it is not to be the user's
 * @param options.without flags that are not to be passed, of those that Playwright has for every browser
 * @param options.profile a folder that stays, to open again what was closed. The extension is then loaded by
 *   --load-extension: what comes over the protocol is new to each browser
 */
export async function openWithExtension(
  folder: string,
  options: { headless: boolean; args?: string[]; without?: string[]; profile?: string; language?: string },
): Promise<Launched> {
  const { profile = mkdtempSync(join(tmpdir(), 'inkling-profile-')), language } = options;
  const again = options.profile ? [`--load-extension=${folder}`] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    headless: options.headless,
    viewport: options.headless ? { width: 1280, height: 720 } : null,
    chromiumSandbox: !isRoot, // Chromium refuses to run its sandbox as root
    args: [
      ...['--enable-unsafe-extension-debugging', '--no-first-run', ...again, ...(options.args ?? [])],
      ...(language ? [`--lang=${language}`] : []),
    ],
    env: { ...env, ...(language && { LANGUAGE: language }) }, // what counts on Linux
    ignoreDefaultArgs: ['--disable-extensions', '--enable-automation', ...(options.without ?? [])],
  });
  const forget = () => (options.profile ? undefined : rmSync(profile, { recursive: true, force: true }));
  const close = () => context.close().finally(forget);
  try {
    const worker = await (options.profile ? loadedExtension(context) : loadExtension(context, folder));
    return { context, worker, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The only one there is, when it has started. */
async function loadedExtension(context: BrowserContext): Promise<Worker> {
  const predicate = (worker: Worker) => worker.url().startsWith('chrome-extension:');
  return context.serviceWorkers().find(predicate) ?? context.waitForEvent('serviceworker', { predicate });
}

async function loadExtension(context: BrowserContext, folder: string): Promise<Worker> {
  const session = (await context.browser()?.newBrowserCDPSession()) as CDPSession;
  const started: Worker[] = [];
  context.on('serviceworker', (worker) => started.push(worker)); // browsers bring workers of their own
  const { id } = await session.send('Extensions.loadUnpacked', { path: folder });
  const predicate = (worker: Worker) => new URL(worker.url()).host === id;
  return started.find(predicate) ?? context.waitForEvent('serviceworker', { predicate });
}
